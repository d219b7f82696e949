using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>The encounters of some days with the choices that analyses make among them. Rows keep the frame's order: all of a patient are adjacent.</summary>
internal sealed class AnalysisFrame(ModelDefinition definition, EncounterFrame frame)
{
    private WindowEvaluator? _evaluator;
    private (WindowRange Range, WindowRows Rows)? _selected;

    public ModelDefinition Definition { get; } = definition;

    public EncounterFrame Frame { get; } = frame;

    public ScoreScale Scale => Definition.Scale;

    /// <summary>Rows of a group.</summary>
    public int[] Rows(SubgroupKey group)
    {
        int[] rows = [.. Enumerable.Range(0, group.Order == 0 ? Frame.Rows : 0)];
        foreach (var (part, (column, value)) in group.Parts.Index())
        {
            var dimension = Dimension(column);
            var code = dimension < 0 ? -1 : Array.BinarySearch(Frame.Values[dimension], value, StringComparer.Ordinal);
            if (code < 0)
                return [];
            rows = part == 0 ? With(Frame.Codes[dimension], code) : Array.FindAll(rows, row => Frame.Codes[dimension][row] == code);
        }

        return rows;
    }

    public int Dimension(string column) => Enumerable.Range(0, Definition.Dimensions.Count).FirstOrDefault(index => Definition.Dimensions[index].Column == column, -1);

    public int[] During(int[] rows, DateRange days) => Array.FindAll(rows, row => Frame.Day[row] >= days.From.DayNumber && Frame.Day[row] <= days.To.DayNumber);

    public int[] Known(int[] rows) => Array.FindAll(rows, IsKnown);

    public bool IsKnown(int row) => Frame.Outcome[row] != EncounterColumns.OutcomeUnknown;

    public double[] Scores(int[] rows) => Array.ConvertAll(rows, row => Frame.Score[row]);

    /// <summary>Distinct patients; encounters where they cannot be linked.</summary>
    public long Patients(int[] rows) => Frame.HasPatients ? PatientStarts(rows).Length : rows.Length;

    /// <summary>The share of some rows that have something; limits carry the design effect where patients can be linked.</summary>
    /// <param name="ofWhole">Stands in where the share's own design effect is undefined.</param>
    public ClusteredProportion Share(int[] rows, Predicate<int> has, double ofWhole = 1)
    {
        var sums = Sums(rows, has);
        return Frame.HasPatients ? sums.ToProportion(ofWhole) : new ClusteredProportion(sums.X, sums.N, 1);
    }

    /// <summary>Of such a share; 1 where it is undefined, and where patients cannot be linked.</summary>
    public double DesignEffect(int[] rows, Predicate<int> has) => Share(rows, has).DesignEffect;

    /// <summary>For the kernels; the rows must have known outcomes.</summary>
    public ScoredOutcomes Outcomes(int[] rows) => ScoredOutcomes.Of(Scores(rows), Array.ConvertAll(rows, row => Frame.Outcome[row]), PatientStarts(rows));

    public ConfusionCounts Counts(int[] known)
    {
        long tp = 0, fp = 0, fn = 0, tn = 0;
        foreach (var row in known)
        {
            var happened = Frame.Outcome[row] == 1;
            if (Frame.Flagged[row])
                (tp, fp) = happened ? (tp + 1, fp) : (tp, fp + 1);
            else
                (fn, tn) = happened ? (fn + 1, tn) : (fn, tn + 1);
        }

        return new ConfusionCounts(tp, fp, fn, tn);
    }

    /// <summary>Some rows as a period of its own, all of it scored and mature; nothing of it that needs the order of scores.</summary>
    public PerformanceSample Period(int[] rows)
    {
        var known = Known(rows);
        return new PerformanceSample
        {
            Scored = rows.Length,
            Flagged = rows.Count(row => Frame.Flagged[row]),
            Patients = Patients(rows),
            Mature = rows.Length,
            Counts = Counts(known),
            ClusterVariances = Frame.HasPatients
                ? ClusteredCounts.Evaluate(PatientStarts(rows), Array.ConvertAll(rows, State), [], 0, threshold: Scale.IsProbability ? Scale.Threshold : null).All.Variances
                : null,
        };
    }

    /// <summary>The group as its point stores it, with everyone else; null when it has nobody in the window.</summary>
    public SubgroupSample? Sample(SubgroupKey group, WindowRange range, PerformanceSample? all = null)
    {
        int[] dimensions = [.. group.Parts.Select(part => Dimension(part.Key))];
        if (Array.Exists(dimensions, dimension => dimension < 0))
            return null;
        var (evaluator, selected) = Window(range);
        var tally = evaluator.Evaluate(range, selected, evaluator.Prepare(dimensions), new AurocWorkspace(), new HashSet<SubgroupKey> { group }).SingleOrDefault();
        return tally?.Against(all ?? tally.Own);
    }

    /// <summary>The encounters of a window, for standardised gaps.</summary>
    public Standardisation Standardised(WindowRange range)
    {
        var (_, selected) = Window(range);
        return new Standardisation(new StrataOfFrame(Definition, Frame), selected.Rows, selected.States);
    }

    private (WindowEvaluator Evaluator, WindowRows Rows) Window(WindowRange range)
    {
        _evaluator ??= new WindowEvaluator(Definition, Frame, null);
        if (_selected is not { } selected || selected.Range != range)
            _selected = selected = (range, _evaluator.Select(range));
        return (_evaluator, selected.Rows);
    }

    private byte State(int row) => (byte)(
        RowState.InScoredRange | RowState.InMatureRange | (Frame.Flagged[row] ? RowState.Flagged : RowState.None)
        | (IsKnown(row) ? RowState.OutcomeKnown : RowState.None) | (Frame.Outcome[row] == 1 ? RowState.OutcomePositive : RowState.None));

    private ClusteredRatioSums Sums(int[] rows, Predicate<int> has)
    {
        long patients = 0, x = 0, xx = 0, xn = 0, nn = 0;
        for (var i = 0; i < rows.Length;)
        {
            var patient = Frame.Cluster[rows[i]];
            long own = 0, of = 0;
            for (; i < rows.Length && Frame.Cluster[rows[i]] == patient; i++)
            {
                own += has(rows[i]) ? 1 : 0;
                of++;
            }

            patients++;
            (x, xx, xn, nn) = (x + own, xx + (own * own), xn + (own * of), nn + (of * of));
        }

        return new ClusteredRatioSums(patients, x, rows.Length, xx, xn, nn);
    }

    private static int[] With(ushort[] codes, int code)
    {
        var rows = new List<int>();
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] == code)
                rows.Add(row);
        }

        return [.. rows];
    }

    private int[] PatientStarts(int[] rows)
    {
        if (!Frame.HasPatients)
            return [];
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || Frame.Cluster[rows[i]] != Frame.Cluster[rows[i - 1]])
                starts.Add(i);
        }

        return [.. starts];
    }
}

using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// The encounters of a period in memory, laid out once for any question about them: what no subgroup and no threshold changes is computed here. Safe to read
/// from several threads.
/// </summary>
public sealed class LoadedPeriod
{
    private LoadedPeriod(ModelDefinition definition, DateRange days, DateRange? mature, EncounterFrame frame)
    {
        (Definition, Days, Mature, Frame) = (definition, days, mature, frame);
        States = new byte[frame.Rows];
        Patients = new int[frame.Rows];
        var isProbability = definition.Score.Kind == ScoreKind.Probability;
        SquaredErrors = isProbability ? new double[frame.Rows] : [];
        var evaluable = new List<int>(frame.Rows);
        var starts = new List<int>();
        for (var row = 0; row < frame.Rows; row++)
        {
            if (row == 0 || frame.Cluster[row] != frame.Cluster[row - 1])
                starts.Add(row);
            Patients[row] = starts.Count;
            var outcome = frame.Outcome[row];
            var isMature = mature is { } range && frame.Day[row] >= range.From.DayNumber && frame.Day[row] <= range.To.DayNumber;
            var isKnown = outcome != EncounterColumns.OutcomeUnknown;
            States[row] = (byte)(RowState.InScoredRange | (isMature ? RowState.InMatureRange : RowState.None)
                | (isKnown ? RowState.OutcomeKnown : RowState.None) | (outcome == 1 ? RowState.OutcomePositive : RowState.None) | WindowRows.Responded(frame.Response[row]));
            if (isProbability && isKnown)
                SquaredErrors[row] = (frame.Score[row] - outcome) * (frame.Score[row] - outcome);
            if (isMature && isKnown)
                evaluable.Add(row);
        }

        PatientStarts = frame.HasPatients ? [.. starts] : [];
        Evaluable = [.. evaluable];
        Strata = new StrataOfFrame(definition, frame);
        Rows = [.. Enumerable.Range(0, frame.Rows)];
        Scores = ScoresByRank(frame);
        Ranks = Array.ConvertAll(Evaluable, row => frame.Rank[row]);
        Outcomes = Array.ConvertAll(Evaluable, row => frame.Outcome[row]);
        var evaluableStarts = frame.HasPatients ? StartsOf(Evaluable) : [];
        Ranked = new RankedOutcomes(Ranks, Outcomes, evaluableStarts);
        Whole = ScoredOutcomes.OfRanks(Scores, Ranks, Outcomes, evaluableStarts);
        WholeAuroc = SubgroupAuroc.Evaluate(Ranked);
        WholeTally = RankTally.Of(this, codes: null);
        WholeOfRows = OfRows(Whole, CancellationToken.None);
    }

    public ModelDefinition Definition { get; }

    /// <summary>Behind volume, flag rate and overrides.</summary>
    public DateRange Days { get; }

    /// <summary>Behind every performance metric; null when none of the days has matured.</summary>
    public DateRange? Mature { get; }

    public int Encounters => Frame.Rows;

    /// <summary>Encounters that are mature with a known outcome.</summary>
    public int EvaluableEncounters => Evaluable.Length;

    /// <summary>The values that occur in the period, of a dimension of the definition by its place there, in ordinal order.</summary>
    public IReadOnlyList<string> ValuesOf(int dimension) => Frame.Values[dimension];

    internal EncounterFrame Frame { get; }

    internal StrataOfFrame Strata { get; }

    /// <summary>All of the frame's.</summary>
    internal int[] Rows { get; }

    /// <summary><see cref="RowState"/> of each row, but for the flag, which a threshold decides.</summary>
    internal byte[] States { get; }

    /// <summary>Equal for rows of one patient, which are adjacent.</summary>
    internal int[] Patients { get; }

    /// <summary>Empty without a patient key.</summary>
    internal int[] PatientStarts { get; }

    /// <summary>Empty on a points scale.</summary>
    internal double[] SquaredErrors { get; }

    /// <summary>Rows of the frame that are mature with a known outcome.</summary>
    internal int[] Evaluable { get; }

    /// <summary>The distinct scores; a row's rank is its score's place here.</summary>
    internal double[] Scores { get; }

    /// <summary>Of the evaluable rows.</summary>
    internal int[] Ranks { get; }

    internal byte[] Outcomes { get; }

    internal RankedOutcomes Ranked { get; }

    internal ScoredOutcomes Whole { get; }

    internal SubgroupAurocResult WholeAuroc { get; }

    internal RankTally WholeTally { get; }

    /// <summary>The metrics that need the encounters, by key, for all patients. No threshold changes them.</summary>
    internal IReadOnlyDictionary<string, Estimate> WholeOfRows { get; }

    /// <summary>About how much memory it takes.</summary>
    internal long Bytes => BytesFor(Encounters, Definition.Dimensions.Count);

    /// <param name="frame">The rows of the period.</param>
    /// <param name="period">First and last encounter day.</param>
    /// <param name="newest">The newest as-of day, which decides what has matured.</param>
    public static LoadedPeriod Of(ModelDefinition definition, EncounterFrame frame, DateRange period, DateOnly newest)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(frame);
        var matureTo = newest.AddDays(-definition.Outcome.MaturityDays);
        DateRange? mature = matureTo < period.From ? null : new DateRange(period.From, matureTo < period.To ? matureTo : period.To);
        return new LoadedPeriod(definition, period, mature, frame);
    }

    /// <summary>About 100 bytes a row, besides the codes of its dimensions, while it is being put together.</summary>
    internal static long BytesFor(long encounters, int dimensions) => encounters * (100 + (2 * dimensions));

    /// <summary>The metrics that need the encounters, by key, for some evaluable rows of the period.</summary>
    internal Dictionary<string, Estimate> OfRows(ScoredOutcomes rows, CancellationToken cancellationToken)
    {
        var scale = Definition.Scale;
        return Metric.Catalogue.Where(metric => metric.Input == MetricInput.Encounters).AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(metric => (metric.Key, Estimate: RowMetrics.Estimate(metric, rows, scale, all: Whole)))
            .ToArray()
            .ToDictionary(item => item.Key, item => item.Estimate, StringComparer.Ordinal);
    }

    /// <summary>Offsets of patients' first rows among some rows of the frame.</summary>
    internal int[] StartsOf(ReadOnlySpan<int> rows)
    {
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || Patients[rows[i]] != Patients[rows[i - 1]])
                starts.Add(i);
        }

        return [.. starts];
    }

    private static double[] ScoresByRank(EncounterFrame frame)
    {
        var scores = new double[frame.Rows == 0 ? 0 : frame.Rank.Max() + 1];
        for (var row = 0; row < frame.Rows; row++)
            scores[frame.Rank[row]] = frame.Score[row];
        return scores;
    }
}

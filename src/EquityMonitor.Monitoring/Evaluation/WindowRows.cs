using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The rows of a frame that one window looks at, laid out for the kernels: rows of both ranges in the frame's order, evaluable rows, and scored rows by score.</summary>
internal sealed class WindowRows
{
    private WindowRows(int[] rows, byte[] states, ClusteredRows? patients, int[] evaluable, RankedOutcomes outcomes, int[] scoredPlaces)
    {
        Rows = rows;
        States = states;
        Patients = patients;
        Evaluable = evaluable;
        Outcomes = outcomes;
        ScoredPlaces = scoredPlaces;
    }

    /// <summary>Rows of the frame in either range, in its order.</summary>
    public int[] Rows { get; }

    /// <summary><see cref="RowState"/> of each of <see cref="Rows"/>.</summary>
    public byte[] States { get; }

    /// <summary>The rows by patient; null without a patient key.</summary>
    public ClusteredRows? Patients { get; }

    /// <summary>Rows of the frame that are mature with a known outcome, in its order.</summary>
    public int[] Evaluable { get; }

    public RankedOutcomes Outcomes { get; }

    /// <summary>Null unless the model keeps calibration fits.</summary>
    public WindowCalibration? Calibration { get; private init; }

    /// <summary>Places in <see cref="EncounterFrame.ByScore"/> whose rows are in the scored range.</summary>
    public int[] ScoredPlaces { get; }

    public static WindowRows Select(ModelDefinition definition, EncounterFrame frame, WindowRange range)
    {
        var scored = DayNumbers(range.Scored);
        var mature = DayNumbers(range.Mature);
        var rows = new List<int>();
        var states = new List<byte>();
        var evaluable = new List<int>();
        for (var row = 0; row < frame.Rows; row++)
        {
            var day = frame.Day[row];
            var isScored = day >= scored.From && day <= scored.To;
            var isMature = day >= mature.From && day <= mature.To;
            if (!isScored && !isMature)
                continue;
            var outcome = frame.Outcome[row];
            var isKnown = outcome != EncounterColumns.OutcomeUnknown;
            rows.Add(row);
            states.Add((byte)(
                (isScored ? RowState.InScoredRange : RowState.None) | (isMature ? RowState.InMatureRange : RowState.None) | (frame.Flagged[row] ? RowState.Flagged : RowState.None)
                | (isKnown ? RowState.OutcomeKnown : RowState.None) | (outcome == 1 ? RowState.OutcomePositive : RowState.None) | Responded(frame.Response[row])));
            if (isMature && isKnown)
                evaluable.Add(row);
        }

        int[] selected = [.. rows], evaluated = [.. evaluable];
        var squaredErrors = definition.Score.Kind == ScoreKind.Probability ? Array.ConvertAll(selected, row => SquaredError(frame, row)) : [];
        var outcomes = new RankedOutcomes(
            Array.ConvertAll(evaluated, row => frame.Rank[row]), Array.ConvertAll(evaluated, row => frame.Outcome[row]), Starts(frame, evaluated));
        var places = new List<int>(selected.Length);
        for (var place = 0; place < frame.Rows; place++)
        {
            if (frame.Day[frame.ByScore[place]] >= scored.From && frame.Day[frame.ByScore[place]] <= scored.To)
                places.Add(place);
        }

        byte[] ofRows = [.. states];
        var patients = frame.HasPatients ? new ClusteredRows(Starts(frame, selected), ofRows, squaredErrors) : null;
        return new WindowRows(selected, ofRows, patients, evaluated, outcomes, [.. places])
        {
            Calibration = WindowCalibration.Of(definition, frame, evaluated, outcomes),
        };
    }

    /// <summary>What a response adds to the state of its row.</summary>
    public static RowState Responded(byte response) => (Response)response switch
    {
        Response.None => RowState.None,
        Response.Overridden => RowState.Responded | RowState.Overridden,
        _ => RowState.Responded,
    };

    private static (int From, int To) DayNumbers(DateRange range) => (range.From.DayNumber, range.To.DayNumber);

    private static double SquaredError(EncounterFrame frame, int row)
    {
        var error = frame.Outcome[row] == EncounterColumns.OutcomeUnknown ? 0 : frame.Score[row] - frame.Outcome[row];
        return error * error;
    }

    private static int[] Starts(EncounterFrame frame, int[] rows)
    {
        if (!frame.HasPatients)
            return [];
        var starts = new List<int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || frame.Cluster[rows[i]] != frame.Cluster[rows[i - 1]])
                starts.Add(i);
        }

        return [.. starts];
    }
}

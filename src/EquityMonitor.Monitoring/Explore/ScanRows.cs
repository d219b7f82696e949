using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// The rows in the denominator of a scan's metric, laid out for counting: first those of patients with one such row, then the others, patient by patient.
/// Values that do not reach the minimum in both halves have code 0: no intersection with them can.
/// </summary>
internal sealed class ScanRows
{
    private ScanRows(int rows, int dimensions)
    {
        Hits = new byte[rows];
        Halves = new byte[rows];
        Patients = new int[rows];
        Codes = new ushort[dimensions][];
        Kept = new int[dimensions][];
    }

    public int Count => Hits.Length;

    /// <summary>How many rows come first, whose patients have no other.</summary>
    public int Singles { get; private init; }

    /// <summary>Whether the row counts in the numerator: 0 or 1.</summary>
    public byte[] Hits { get; }

    public byte[] Halves { get; }

    /// <summary>Index into <see cref="PatientRows"/>, of the rows after the single ones.</summary>
    public int[] Patients { get; }

    /// <summary>Rows and hits of each patient with several rows.</summary>
    public List<(int N, int X)> PatientRows { get; } = [];

    /// <summary>Per dimension and row: 0, or one more than the place of its value in <see cref="Kept"/>.</summary>
    public ushort[][] Codes { get; }

    /// <summary>Per dimension the values that reach the minimum in both halves, as codes of the frame.</summary>
    public int[][] Kept { get; }

    /// <summary>Both halves as wholes.</summary>
    public ClusteredRatioSums[] Wholes { get; } = new ClusteredRatioSums[2];

    public static ScanRows Of(LoadedPeriod period, Metric metric, double threshold, int minimum)
    {
        var (singles, repeated) = Split(period, Denominator(period, metric, threshold));
        int[] order = [.. singles, .. repeated];
        var frame = period.Frame;
        var rows = new ScanRows(order.Length, frame.Codes.Length) { Singles = singles.Count };
        for (var i = 0; i < order.Length; i++)
        {
            rows.Hits[i] = IsHit(period, metric, threshold, order[i]) ? (byte)1 : (byte)0;
            rows.Halves[i] = (byte)ScanHalf.Of(frame.Cluster[order[i]]);
            if (i < singles.Count)
                continue;
            if (i == singles.Count || period.Patients[order[i]] != period.Patients[order[i - 1]])
                rows.PatientRows.Add((0, 0));
            rows.Patients[i] = rows.PatientRows.Count - 1;
            var (n, x) = rows.PatientRows[^1];
            rows.PatientRows[^1] = (n + 1, x + rows.Hits[i]);
        }

        for (var dimension = 0; dimension < frame.Codes.Length; dimension++)
            rows.Code(dimension, Array.ConvertAll(order, row => frame.Codes[dimension][row]), frame.Values[dimension].Length, minimum);
        rows.AddUp();
        return rows;
    }

    private static List<int> Denominator(LoadedPeriod period, Metric metric, double threshold)
    {
        var (frame, chosen) = (period.Frame, new List<int>());
        if (metric == Metric.OutcomeKnownRate)
        {
            for (var row = 0; row < frame.Rows; row++)
            {
                if ((period.States[row] & (byte)RowState.InMatureRange) != 0)
                    chosen.Add(row);
            }

            return chosen;
        }

        foreach (var row in period.Evaluable)
        {
            var isPositive = frame.Outcome[row] == 1;
            if (metric == Metric.Sensitivity || metric == Metric.Fnr ? isPositive
                : metric == Metric.Specificity || metric == Metric.Fpr ? !isPositive
                : metric == Metric.Ppv ? frame.Score[row] >= threshold
                : metric != Metric.Npv || frame.Score[row] < threshold)
                chosen.Add(row);
        }

        return chosen;
    }

    private static bool IsHit(LoadedPeriod period, Metric metric, double threshold, int row)
    {
        if (metric == Metric.OutcomeKnownRate)
            return (period.States[row] & (byte)RowState.OutcomeKnown) != 0;
        var (isPositive, isFlagged) = (period.Frame.Outcome[row] == 1, period.Frame.Score[row] >= threshold);
        return metric == Metric.Sensitivity || metric == Metric.Fpr ? isFlagged
            : metric == Metric.Specificity || metric == Metric.Fnr ? !isFlagged
            : metric == Metric.Ppv ? isPositive
            : metric == Metric.Npv ? !isPositive
            : isFlagged == isPositive;
    }

    private static (List<int> Singles, List<int> Repeated) Split(LoadedPeriod period, List<int> chosen)
    {
        List<int> singles = [], repeated = [];
        for (var i = 0; i < chosen.Count; i++)
        {
            var patient = period.Patients[chosen[i]];
            var isAlone = (i == 0 || period.Patients[chosen[i - 1]] != patient) && (i + 1 == chosen.Count || period.Patients[chosen[i + 1]] != patient);
            (isAlone || !period.Frame.HasPatients ? singles : repeated).Add(chosen[i]);
        }

        return (singles, repeated);
    }

    private void Code(int dimension, ushort[] codes, int values, int minimum)
    {
        var counts = new int[2 * values];
        for (var row = 0; row < codes.Length; row++)
            counts[(Halves[row] * values) + codes[row]]++;
        Kept[dimension] = [.. Enumerable.Range(0, values).Where(value => counts[value] >= minimum && counts[values + value] >= minimum)];
        var places = new ushort[values];
        foreach (var (place, value) in Kept[dimension].Index())
            places[value] = (ushort)(place + 1);
        Codes[dimension] = Array.ConvertAll(codes, code => places[code]);
    }

    private void AddUp()
    {
        for (var row = 0; row < Singles; row++)
        {
            var (half, x) = (Halves[row], Hits[row]);
            Wholes[half] = Plus(Wholes[half], 1, x);
        }

        for (var row = Singles; row < Count; row++)
        {
            if (row == Singles || Patients[row] != Patients[row - 1])
                Wholes[Halves[row]] = Plus(Wholes[Halves[row]], PatientRows[Patients[row]].N, PatientRows[Patients[row]].X);
        }
    }

    private static ClusteredRatioSums Plus(in ClusteredRatioSums sums, long n, long x) =>
        new(sums.Patients + 1, sums.X + x, sums.N + n, sums.XX + (x * x), sums.XN + (x * n), sums.NN + (n * n));
}

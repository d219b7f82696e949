using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// The rows of many encounter days side by side, in memory, in one canonical order: patient hash (the encounter's where a row has no patient), day, score,
/// encounter hash. All rows of a patient are adjacent, and any selection of days keeps the order, so that sums do not depend on which days were loaded.
/// </summary>
public sealed class EncounterFrame
{
    /// <summary>What a dimension shows for a day that was pulled before the dimension was declared and cannot be had again. It is not Unknown.</summary>
    public const string NotRecorded = "Not recorded";

    private EncounterFrame(int rows, int dimensions)
    {
        Day = new int[rows];
        Score = new double[rows];
        Rank = new int[rows];
        ByScore = new int[rows];
        SortedScores = new double[rows];
        Outcome = new byte[rows];
        Response = new byte[rows];
        Cluster = new UInt128[rows];
        Flagged = new bool[rows];
        Codes = new ushort[dimensions][];
        Values = new string[dimensions][];
    }

    public int Rows => Day.Length;

    /// <summary>Day numbers.</summary>
    public int[] Day { get; }

    public double[] Score { get; }

    /// <summary>Dense ranks of the scores: equal exactly where the scores are equal.</summary>
    public int[] Rank { get; }

    /// <summary>The rows, ascending by score; equal scores in any order.</summary>
    public int[] ByScore { get; }

    /// <summary>The score of each of <see cref="ByScore"/>.</summary>
    public double[] SortedScores { get; }

    /// <summary>0, 1 or <see cref="EncounterColumns.OutcomeUnknown"/>.</summary>
    public byte[] Outcome { get; }

    public byte[] Response { get; }

    /// <summary>The patient, or the encounter where a row has no patient.</summary>
    public UInt128[] Cluster { get; }

    public bool[] Flagged { get; }

    /// <summary>Per dimension and row, an index into <see cref="Values"/>.</summary>
    public ushort[][] Codes { get; }

    /// <summary>Per dimension, the values that occur, sorted ordinally.</summary>
    public string[][] Values { get; }

    /// <summary>Whether rows can be linked by patient.</summary>
    public bool HasPatients { get; private init; }

    /// <exception cref="InvalidOperationException">A dimension has more than 65,535 values.</exception>
    public static EncounterFrame Of(ModelDefinition definition, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days)
    {
        var rows = days.Sum(day => day.Columns.Rows);
        var frame = new EncounterFrame(rows, definition.Dimensions.Count) { HasPatients = definition.Patient is not null };
        var loaded = new Loaded(rows, definition.Dimensions.Count);
        loaded.Read(definition, days, frame.Values);
        var order = loaded.CanonicalOrder(frame.HasPatients);
        for (var row = 0; row < rows; row++)
        {
            var from = order[row];
            frame.Day[row] = loaded.Day[from];
            frame.Score[row] = loaded.Score[from];
            frame.Outcome[row] = loaded.Outcome[from];
            frame.Response[row] = loaded.Response[from];
            frame.Cluster[row] = loaded.Cluster[from];
            frame.Flagged[row] = loaded.Score[from] >= definition.Threshold;
        }

        for (var dimension = 0; dimension < frame.Codes.Length; dimension++)
            frame.Codes[dimension] = Array.ConvertAll(order, from => loaded.Codes[dimension][from]);
        frame.RankScores();
        return frame;
    }

    /// <summary>The rows of some of its days, exactly as if no other day had been loaded.</summary>
    public EncounterFrame During(Registry.DateRange days)
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => Day[row] >= days.From.DayNumber && Day[row] <= days.To.DayNumber)];
        var frame = new EncounterFrame(rows.Length, Codes.Length) { HasPatients = HasPatients };
        for (var row = 0; row < rows.Length; row++)
        {
            var from = rows[row];
            frame.Day[row] = Day[from];
            frame.Score[row] = Score[from];
            frame.Outcome[row] = Outcome[from];
            frame.Response[row] = Response[from];
            frame.Cluster[row] = Cluster[from];
            frame.Flagged[row] = Flagged[from];
        }

        for (var dimension = 0; dimension < Codes.Length; dimension++)
            (frame.Codes[dimension], frame.Values[dimension]) = Occurring(Array.ConvertAll(rows, from => Codes[dimension][from]), Values[dimension]);
        frame.RankScores();
        return frame;
    }

    private static (ushort[] Codes, string[] Values) Occurring(ushort[] codes, string[] values)
    {
        var occurs = new bool[values.Length];
        foreach (var code in codes)
            occurs[code] = true;
        var kept = new ushort[values.Length];
        ushort count = 0;
        for (var code = 0; code < values.Length; code++)
        {
            kept[code] = count;
            count += occurs[code] ? (ushort)1 : (ushort)0;
        }

        return (Array.ConvertAll(codes, code => kept[code]), [.. values.Where((_, code) => occurs[code])]);
    }

    private void RankScores()
    {
        Score.CopyTo(SortedScores, 0);
        for (var row = 0; row < ByScore.Length; row++)
            ByScore[row] = row;
        Array.Sort(SortedScores, ByScore);
        var rank = 0;
        for (var place = 0; place < SortedScores.Length; place++)
        {
            rank += place > 0 && SortedScores[place] > SortedScores[place - 1] ? 1 : 0;
            Rank[ByScore[place]] = rank;
        }
    }

    /// <summary>The days one after another, before they are put in order.</summary>
    private sealed class Loaded(int rows, int dimensions)
    {
        /// <summary>The others hold the day: over 2,800 years of them.</summary>
        private const int ScoreBits = 44;

        private const ulong SignBit = 1UL << 63;

        private readonly UInt128[] _encounter = new UInt128[rows];

        public int[] Day { get; } = new int[rows];
        public double[] Score { get; } = new double[rows];
        public byte[] Outcome { get; } = new byte[rows];
        public byte[] Response { get; } = new byte[rows];
        public UInt128[] Cluster { get; } = new UInt128[rows];
        public ushort[][] Codes { get; } = [.. Enumerable.Range(0, dimensions).Select(_ => new ushort[rows])];

        public void Read(ModelDefinition definition, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days, string[][] values)
        {
            var dictionaries = definition.Dimensions.Select(dimension => MergedDictionary(dimension.Column, days)).ToArray();
            var at = 0;
            foreach (var (day, columns) in days)
            {
                var count = columns.Rows;
                Array.Fill(Day, day.DayNumber, at, count);
                columns.Score.CopyTo(Score, at);
                columns.Outcome.CopyTo(Outcome, at);
                columns.Response.CopyTo(Response, at);
                columns.Encounter.CopyTo(_encounter, at);
                for (var row = 0; row < count; row++)
                    Cluster[at + row] = columns.Patient.Length > 0 && columns.Patient[row] != UInt128.Zero ? columns.Patient[row] : columns.Encounter[row];
                for (var dimension = 0; dimension < dimensions; dimension++)
                    ReadCodes(definition.Dimensions[dimension].Column, columns, dictionaries[dimension], Codes[dimension].AsSpan(at, count));
                at += count;
            }

            for (var dimension = 0; dimension < dimensions; dimension++)
                values[dimension] = [.. dictionaries[dimension].Keys];
        }

        /// <summary>Sorted by a whole number that holds the first part of the order, which is quick; the few rows that share one are then compared in full.</summary>
        public int[] CanonicalOrder(bool byCluster)
        {
            var order = Enumerable.Range(0, rows).ToArray();
            var firstDay = Day.Length == 0 ? 0 : Day.Min();
            var keys = new ulong[rows];
            for (var row = 0; row < rows; row++)
                keys[row] = byCluster ? (ulong)(Cluster[row] >> 64) : ((ulong)(Day[row] - firstDay) << ScoreBits) | (Ordered(Score[row]) >> (64 - ScoreBits));
            Array.Sort(keys, order);
            Comparison<int> inFull = (left, right) => Compare(left, right, byCluster);
            for (int first = 0, end; first < rows; first = end)
            {
                for (end = first + 1; end < rows && keys[end] == keys[first]; end++)
                {
                }

                if (end - first > 1)
                    order.AsSpan(first, end - first).Sort(inFull);
            }

            return order;
        }

        private int Compare(int left, int right, bool byCluster)
        {
            var compared = byCluster ? Cluster[left].CompareTo(Cluster[right]) : 0;
            if (compared == 0)
                compared = Day[left].CompareTo(Day[right]);
            if (compared == 0)
                compared = Score[left].CompareTo(Score[right]);
            if (compared == 0)
                compared = _encounter[left].CompareTo(_encounter[right]);

            // What is still equal keeps the canonical order of its day.
            return compared != 0 ? compared : left.CompareTo(right);
        }

        /// <summary>A whole number that ascends with the score; adding zero makes the two zeros one.</summary>
        private static ulong Ordered(double score)
        {
            var bits = BitConverter.DoubleToUInt64Bits(score + 0.0);
            return (bits & SignBit) != 0 ? ~bits : bits | SignBit;
        }

        private static SortedList<string, ushort> MergedDictionary(string column, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days)
        {
            var values = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (_, columns) in days)
            {
                if (Find(columns, column) is { } found)
                    values.UnionWith(found.Dictionary);
                else if (columns.Rows > 0)
                    values.Add(NotRecorded);
            }

            if (values.Count > ushort.MaxValue)
                throw new InvalidOperationException($"The dimension '{column}' has {values.Count} values; at most {ushort.MaxValue} can be evaluated.");
            var merged = new SortedList<string, ushort>(values.Count, StringComparer.Ordinal);
            foreach (var value in values)
                merged.Add(value, (ushort)merged.Count);
            return merged;
        }

        private static void ReadCodes(string column, EncounterColumns columns, SortedList<string, ushort> merged, Span<ushort> codes)
        {
            if (Find(columns, column) is not { } found)
            {
                if (codes.Length > 0)
                    codes.Fill(merged[NotRecorded]);
                return;
            }

            var translation = Array.ConvertAll(found.Dictionary, value => merged[value]);
            for (var row = 0; row < codes.Length; row++)
                codes[row] = translation[found.Codes[row]];
        }

        private static DimensionColumn? Find(EncounterColumns columns, string column) =>
            Array.Find(columns.Dimensions, dimension => string.Equals(dimension.Column, column, StringComparison.Ordinal));
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// The <see cref="ScoredOutcomes"/> of a window and of each cell of its partitions, from ranks that are known already: nothing is sorted again, each partition
/// costs O(rows + cells). What comes out is equal to the bit to <see cref="ScoredOutcomes.Of"/> of the same rows.
/// </summary>
public static class ScoredPartition
{
    /// <param name="rows">The window.</param>
    /// <param name="scores">One per row, equal exactly where the ranks are.</param>
    /// <exception cref="ArgumentException">There is not one score per row.</exception>
    public static ScoredOutcomes Whole(RankedOutcomes rows, ReadOnlySpan<double> scores)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (scores.Length != rows.Rows)
            throw new ArgumentException($"There are {scores.Length} scores for {rows.Rows} rows; give one per row.", nameof(scores));
        var distinct = new double[rows.Blocks];
        var positives = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            distinct[rows.Keys[row] >> 1] = scores[row];
            positives += rows.Keys[row] & 1;
        }

        var whole = new Part(rows.Rows);
        Repeated(rows, new ushort[rows.Rows], rows.Keys, [whole]);
        return new ScoredOutcomes(distinct, rows.Totals.ToArray(), positives, rows.Rows, null, [.. whole.Repeated], rows.HasPatients ? whole.Patients : 0);
    }

    /// <param name="rows">The window.</param>
    /// <param name="whole">Of the same rows.</param>
    /// <param name="codes">The cell of each row.</param>
    /// <param name="cells">How many there are.</param>
    /// <exception cref="ArgumentException">There is not one code per row, or a code names no cell.</exception>
    internal static ScoredOutcomes[] Parts(RankedOutcomes rows, ScoredOutcomes whole, ReadOnlySpan<ushort> codes, int cells)
    {
        if (codes.Length != rows.Rows)
            throw new ArgumentException($"There are {codes.Length} codes for {rows.Rows} rows; give one per row.", nameof(codes));
        var sizes = new int[cells];
        foreach (var code in codes)
        {
            if (code >= cells)
                throw new ArgumentException($"A row has code {code}, but there are only {cells} cells.", nameof(codes));
            sizes[code]++;
        }

        var parts = Array.ConvertAll(sizes, size => new Part(size));
        var keys = new int[codes.Length];
        foreach (var row in rows.Order)
        {
            var key = rows.Keys[row];
            keys[row] = parts[codes[row]].Add(key >> 1, key & 1, whole.Scores[key >> 1], whole.Logits[key >> 1]);
        }

        Repeated(rows, codes, keys, parts);
        return Array.ConvertAll(parts, part => part.ToOutcomes(rows.HasPatients));
    }

    /// <summary>Tells each part which of its rows share a patient; one whose rows lie in several cells is a patient of each.</summary>
    private static void Repeated(RankedOutcomes rows, ReadOnlySpan<ushort> codes, ReadOnlySpan<int> keys, Part[] parts)
    {
        var repeated = rows.RepeatedRows;
        for (var item = 0; item < repeated.Length; item += repeated[item] + 1)
        {
            var ofPatient = repeated.Slice(item + 1, repeated[item]);
            for (var first = 0; first < ofPatient.Length; first++)
            {
                var code = codes[ofPatient[first]];
                if (!IsFirst(ofPatient[..first], codes, code))
                    continue;
                var list = parts[code].Repeated;
                var at = list.Count;
                list.Add(0);
                foreach (var row in ofPatient[first..])
                {
                    if (codes[row] == code)
                        list.Add(keys[row]);
                }

                var count = list.Count - at - 1;
                parts[code].Patients -= count - 1;
                if (count > 1)
                    list[at] = count;
                else
                    list.RemoveRange(at, 2);
            }
        }
    }

    private static bool IsFirst(ReadOnlySpan<int> earlier, ReadOnlySpan<ushort> codes, ushort code)
    {
        foreach (var row in earlier)
        {
            if (codes[row] == code)
                return false;
        }

        return true;
    }

    /// <summary>A cell that is being filled, in ascending order of the scores.</summary>
    private sealed class Part(int rows)
    {
        private readonly double[] _scores = new double[rows];
        private readonly double[] _logits = new double[rows];
        private readonly int[] _counts = new int[2 * rows];
        private int _blocks;
        private int _last = -1;
        private int _positives;

        public List<int> Repeated { get; } = [];

        public int Patients { get; set; } = rows;

        /// <returns>The key of the row in this cell.</returns>
        public int Add(int block, int outcome, double score, double logit)
        {
            if (block != _last)
            {
                (_scores[_blocks], _logits[_blocks]) = (score, logit);
                _blocks++;
                _last = block;
            }

            var key = (2 * (_blocks - 1)) + outcome;
            _counts[key]++;
            _positives += outcome;
            return key;
        }

        public ScoredOutcomes ToOutcomes(bool hasPatients) =>
            new(_scores[.._blocks], _counts[..(2 * _blocks)], _positives, _counts.Length / 2, _logits[.._blocks], [.. Repeated], hasPatients ? Patients : 0);
    }
}

using System.Numerics;

namespace EquityMonitor.Statistics;

/// <summary>
/// The evaluable rows of one window, in patient order (all rows of one patient adjacent), with their scores replaced by tie blocks:
/// block 0 holds the lowest score, equal scores share a block. Built once per window, read by many subgroups and threads.
/// </summary>
public sealed class RankedOutcomes
{
    private readonly int[] _keys;
    private readonly int[] _totals;
    private readonly uint[] _placements;
    private readonly int[] _repeatedRows;
    private readonly int[] _repeatedKeys;
    private readonly int[] _repeatedPlacements;
    private readonly int[] _repeatedPlaces;
    private readonly int[] _order;

    /// <param name="scoreRanks">One non-negative rank per row, ascending with the score, equal exactly where the scores are equal; gaps are allowed.
    /// Building takes time O(rows + highest rank / 64) and one bit of memory per possible rank.</param>
    /// <param name="outcomes">0 or 1 per row.</param>
    /// <param name="patientStarts">The offset of each patient's first row, ascending from 0; empty when there is no patient key.</param>
    /// <exception cref="ArgumentException">Lengths differ, a rank is negative, an outcome is neither 0 nor 1, or the offsets do not ascend from 0.</exception>
    public RankedOutcomes(ReadOnlySpan<int> scoreRanks, ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> patientStarts)
    {
        if (scoreRanks.Length != outcomes.Length)
            throw new ArgumentException($"There are {scoreRanks.Length} ranks but {outcomes.Length} outcomes; give one of each per row.", nameof(outcomes));
        PatientOffsets.Validate(patientStarts, scoreRanks.Length, nameof(patientStarts));

        var highest = -1;
        foreach (var rank in scoreRanks)
        {
            if (rank < 0)
                throw new ArgumentException($"Rank {rank} is negative; ranks start at 0.", nameof(scoreRanks));
            highest = Math.Max(highest, rank);
        }

        var present = new ulong[(highest >> 6) + 1];
        foreach (var rank in scoreRanks)
            present[rank >> 6] |= 1UL << (rank & 63);

        var before = new int[present.Length];
        var blocks = 0;
        for (var word = 0; word < present.Length; word++)
        {
            before[word] = blocks;
            blocks += BitOperations.PopCount(present[word]);
        }

        _keys = new int[scoreRanks.Length];
        _totals = new int[2 * blocks];
        for (var row = 0; row < scoreRanks.Length; row++)
        {
            var outcome = outcomes[row];
            if (outcome > 1)
                throw new ArgumentException($"The outcome of row {row} is {outcome}; it must be 0 or 1.", nameof(outcomes));
            var rank = scoreRanks[row];
            var block = before[rank >> 6] + BitOperations.PopCount(present[rank >> 6] & ((1UL << (rank & 63)) - 1));
            var key = (2 * block) | outcome;
            _keys[row] = key;
            _totals[key]++;
        }

        Blocks = blocks;
        HasPatients = !patientStarts.IsEmpty;
        _repeatedRows = RowsOfRepeatedPatients(patientStarts, _keys.Length);
        _order = RowsByKey();
        _placements = patientStarts.IsEmpty ? [] : PlacementsByRow();
        (_repeatedKeys, _repeatedPlacements, _repeatedPlaces) = (new int[_repeatedRows.Length], new int[_repeatedRows.Length], new int[_repeatedRows.Length]);
        LookUpRepeated();
    }

    /// <summary>The number of rows.</summary>
    public int Rows => _keys.Length;

    /// <summary>The number of distinct scores.</summary>
    public int Blocks { get; }

    /// <summary>Whether rows are grouped by patient.</summary>
    public bool HasPatients { get; }

    /// <summary>Per row: 2 * block + outcome.</summary>
    internal ReadOnlySpan<int> Keys => _keys;

    /// <summary>Rows per key.</summary>
    internal ReadOnlySpan<int> Totals => _totals;

    /// <summary>The rows in ascending score order, negatives before positives within a block.</summary>
    internal ReadOnlySpan<int> Order => _order;

    /// <summary>For each patient with more than one row: how many, then the rows.</summary>
    internal ReadOnlySpan<int> RepeatedRows => _repeatedRows;

    /// <summary>The key and the placement of the row in the same place of <see cref="RepeatedRows"/>, so that they are read one after another.</summary>
    internal (int[] Keys, int[] Placements) Repeated => (_repeatedKeys, _repeatedPlacements);

    /// <summary>Where in <see cref="Order"/> the row in the same place of <see cref="RepeatedRows"/> stands.</summary>
    internal ReadOnlySpan<int> RepeatedPlaces => _repeatedPlaces;

    /// <summary>Per row, its scaled placement among all rows (see <see cref="PlacementSums"/>); empty without patients.</summary>
    internal ReadOnlySpan<uint> Placements => _placements;

    /// <summary>The same from the scores themselves: sorts them once, O(n log n).</summary>
    /// <exception cref="ArgumentException">A score is not a number, or as for the constructor.</exception>
    public static RankedOutcomes FromScores(ReadOnlySpan<double> scores, ReadOnlySpan<byte> outcomes, ReadOnlySpan<int> patientStarts = default)
    {
        var distinct = scores.ToArray();
        Array.Sort(distinct);
        if (distinct.Length > 0 && double.IsNaN(distinct[0]))
            throw new ArgumentException("A score is not a number; leave out rows without a score.", nameof(scores));
        var count = 0;
        foreach (var score in distinct)
        {
            if (count == 0 || score > distinct[count - 1])
                distinct[count++] = score;
        }

        var ranks = new int[scores.Length];
        for (var row = 0; row < ranks.Length; row++)
            ranks[row] = Array.BinarySearch(distinct, 0, count, scores[row]);
        return new RankedOutcomes(ranks, outcomes, patientStarts);
    }

    private void LookUpRepeated()
    {
        var placeOf = new int[_order.Length];
        for (var place = 0; place < placeOf.Length; place++)
            placeOf[_order[place]] = place;
        for (var first = 0; first < _repeatedRows.Length; first += 1 + _repeatedRows[first])
        {
            for (var item = first + 1; item <= first + _repeatedRows[first]; item++)
            {
                var row = _repeatedRows[item];
                (_repeatedKeys[item], _repeatedPlacements[item], _repeatedPlaces[item]) = (_keys[row], (int)_placements[row], placeOf[row]);
            }
        }
    }

    private uint[] PlacementsByRow()
    {
        var byKey = (int[])_totals.Clone();
        PlacementScan.Run(_totals, byKey);
        var placements = new uint[_keys.Length];
        for (var row = 0; row < placements.Length; row++)
            placements[row] = (uint)byKey[_keys[row]];
        return placements;
    }

    private static int[] RowsOfRepeatedPatients(ReadOnlySpan<int> starts, int rows)
    {
        var repeated = new List<int>();
        for (var patient = 0; patient < starts.Length; patient++)
        {
            var end = patient + 1 < starts.Length ? starts[patient + 1] : rows;
            if (end - starts[patient] < 2)
                continue;
            repeated.Add(end - starts[patient]);
            for (var row = starts[patient]; row < end; row++)
                repeated.Add(row);
        }

        return [.. repeated];
    }

    private int[] RowsByKey()
    {
        var next = new int[_totals.Length];
        for (var key = 1; key < next.Length; key++)
            next[key] = next[key - 1] + _totals[key - 1];
        var order = new int[_keys.Length];
        for (var row = 0; row < order.Length; row++)
            order[next[_keys[row]]++] = row;
        return order;
    }
}

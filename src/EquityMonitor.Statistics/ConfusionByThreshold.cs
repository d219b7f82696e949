namespace EquityMonitor.Statistics;

/// <summary>
/// The confusion counts of a group at any threshold, for a slider: prefix sums over the blocks of equal scores, built once in O(distinct scores), then
/// O(log of them) per threshold. Flagged means a score at or above the threshold.
/// <para>TP(t) = number of positives with s &gt;= t, and so on: whole numbers of encounters, exact, whatever the scale of the score; without rows all are 0. It assumes nothing.
/// A threshold that is chosen by looking at these counts is flattered by them. Source: the definition; the usual one-pass construction is in Fawcett 2006, algorithm 1.</para>
/// </summary>
public sealed class ConfusionByThreshold
{
    private readonly ScoredOutcomes _rows;
    private readonly int[] _positivesBelow;
    private readonly int[] _negativesBelow;

    /// <param name="rows">The evaluable rows.</param>
    public ConfusionByThreshold(ScoredOutcomes rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _rows = rows;
        _positivesBelow = new int[rows.Blocks + 1];
        _negativesBelow = new int[rows.Blocks + 1];
        for (var block = 0; block < rows.Blocks; block++)
        {
            _positivesBelow[block + 1] = _positivesBelow[block] + rows.PositivesIn(block);
            _negativesBelow[block + 1] = _negativesBelow[block] + rows.NegativesIn(block);
        }
    }

    /// <param name="threshold">Any number; infinity flags nobody.</param>
    /// <exception cref="ArgumentException">The threshold is not a number.</exception>
    public ConfusionCounts At(double threshold)
    {
        if (double.IsNaN(threshold))
            throw new ArgumentException("The threshold is not a number.", nameof(threshold));
        var block = _rows.FirstAtOrAbove(threshold);
        int missed = _positivesBelow[block], spared = _negativesBelow[block];
        return new ConfusionCounts(_rows.Positives - missed, _rows.Negatives - spared, missed, spared);
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// The bins of score drift: the baseline's deciles by linear interpolation (R type 7, at h = (n-1)q), equal edges merged, open at both ends.
/// A value equal to an edge falls in the upper bin. A baseline of one repeated score still has two bins, of which one stays empty.
/// <para>Edge k = x_(j) + (h - j)(x_(j+1) - x_(j)), h = (n-1)k/10, j = floor(h), x sorted from index 0; in the unit of the score. Assumes nothing of the distribution; undefined
/// without scores. Source: Hyndman and Fan 1996, definition 7, which R and numpy use by default.</para>
/// </summary>
public sealed class BaselineDeciles
{
    private readonly double[] _edges;

    private BaselineDeciles(double[] edges) => _edges = edges;

    /// <summary>The inner edges, strictly ascending; at most 9.</summary>
    public IReadOnlyList<double> InnerEdges => _edges;

    public int Bins => _edges.Length + 1;

    /// <param name="baseline">The baseline's scores in any order; at least one.</param>
    /// <exception cref="ArgumentException">There are no scores, or one is not a number.</exception>
    public static BaselineDeciles Of(ReadOnlySpan<double> baseline)
    {
        var sorted = baseline.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    /// <param name="sorted">The baseline's scores, ascending; at least one.</param>
    /// <exception cref="ArgumentException">There are no scores, one is not a number, or they do not ascend.</exception>
    public static BaselineDeciles OfSorted(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("Deciles need at least one baseline score.", nameof(sorted));
        if (double.IsNaN(sorted[0]))
            throw new ArgumentException("A score is not a number; leave out rows without a score.", nameof(sorted));
        for (var index = 1; index < sorted.Length; index++)
        {
            if (!(sorted[index] >= sorted[index - 1]))
                throw new ArgumentException($"The score {sorted[index]} follows {sorted[index - 1]}; sort the scores first.", nameof(sorted));
        }

        var edges = new List<double>(9);
        for (var decile = 1; decile <= 9; decile++)
        {
            var position = (sorted.Length - 1) * decile / 10.0;
            var below = (int)Math.Floor(position);
            double low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Length - 1)];
            var edge = low == high ? low : low + ((high - low) * (position - below));
            if (edges.Count == 0 || edge > edges[^1])
                edges.Add(edge);
        }

        return new BaselineDeciles([.. edges]);
    }

    /// <summary>From edges stored earlier.</summary>
    /// <param name="innerEdges">As <see cref="InnerEdges"/> has them.</param>
    /// <exception cref="ArgumentException">The edges do not ascend strictly.</exception>
    public static BaselineDeciles FromEdges(ReadOnlySpan<double> innerEdges)
    {
        for (var index = 1; index < innerEdges.Length; index++)
        {
            if (!(innerEdges[index] > innerEdges[index - 1]))
                throw new ArgumentException($"Edge {innerEdges[index]} does not lie above its predecessor {innerEdges[index - 1]}.", nameof(innerEdges));
        }

        return new BaselineDeciles(innerEdges.ToArray());
    }

    /// <summary>The number of edges at or below the score.</summary>
    /// <param name="score">Any number, infinities included.</param>
    public int BinOf(double score)
    {
        var found = Array.BinarySearch(_edges, score);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Scores per bin, in one walk along the edges.</summary>
    /// <param name="sorted">Ascending.</param>
    public long[] CountSorted(ReadOnlySpan<double> sorted)
    {
        var counts = new long[Bins];
        var bin = 0;
        foreach (var score in sorted)
        {
            while (bin < _edges.Length && _edges[bin] <= score)
                bin++;
            counts[bin]++;
        }

        return counts;
    }

    /// <summary>Scores per bin.</summary>
    /// <param name="scores">In any order.</param>
    public long[] Count(ReadOnlySpan<double> scores)
    {
        var counts = new long[Bins];
        foreach (var score in scores)
            counts[BinOf(score)]++;
        return counts;
    }
}

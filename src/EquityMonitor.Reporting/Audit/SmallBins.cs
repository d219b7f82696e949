using EquityMonitor.Reporting.Suppression;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Which bins of a group may not be shown, since they are small or one that is could be computed from the others.</summary>
internal static class SmallBins
{
    public static bool IsSmall(long count) => SmallCount.Is(count);

    /// <summary>Whether a share of a whole tells of few who have it or who do not.</summary>
    public static bool IsSmall(long part, long whole) => IsSmall(part) || IsSmall(whole - part);

    /// <summary>With and without; ties may share an outcome between bins, and half an encounter hides nobody.</summary>
    public static (long With, long Without) Parts(double share, int rows) => ((long)Math.Ceiling(share * rows), (long)Math.Ceiling((1 - share) * rows));

    /// <summary>The small ones; and while one is hidden alone, or those hidden are small together, the one with the next smallest part.</summary>
    /// <returns>Places of the bins.</returns>
    public static IReadOnlySet<int> Hidden(IReadOnlyList<(long With, long Without)> bins)
    {
        var hidden = Enumerable.Range(0, bins.Count).Where(bin => IsSmall(bins[bin].With) || IsSmall(bins[bin].Without)).ToHashSet();
        var next = new Queue<int>(Enumerable.Range(0, bins.Count).Where(bin => !hidden.Contains(bin)).OrderBy(bin => Smallest(bins[bin])).ThenBy(bin => bin));
        while (hidden.Count > 0 && next.Count > 0 && (hidden.Count == 1 || IsSmall(hidden.Sum(bin => bins[bin].With)) || IsSmall(hidden.Sum(bin => bins[bin].Without))))
            hidden.Add(next.Dequeue());
        return hidden;
    }

    /// <summary>Nobody in a part hides nobody.</summary>
    private static long Smallest((long With, long Without) bin) => bin switch
    {
        (0, 0) => long.MaxValue,
        (0, var without) => without,
        (var with, 0) => with,
        var (with, without) => Math.Min(with, without),
    };
}

using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Who may be named where many were tested at once: of so many, one in twenty has an interval apart from 0 though nothing is there.</summary>
public static class StandsOut
{
    /// <summary>The share of those named who may be so by chance (Benjamini and Hochberg), approximately since groups overlap.</summary>
    public const double Level = 0.05;

    /// <param name="tested">All that were tested together.</param>
    /// <param name="pValue">Two-sided.</param>
    /// <param name="size">How far it stands out.</param>
    /// <returns>Those whose adjusted p-value suffices, the best supported first, then the largest.</returns>
    public static IReadOnlyList<T> Among<T>(IReadOnlyList<T> tested, Func<T, double> pValue, Func<T, double> size)
    {
        ArgumentNullException.ThrowIfNull(tested);
        double[] p = [.. tested.Select(pValue)];
        var adjusted = BenjaminiHochberg.Adjust(p);
        return [.. tested.Index().Where(item => adjusted[item.Index] <= Level).OrderBy(item => p[item.Index]).ThenByDescending(item => size(item.Item)).Select(item => item.Item)];
    }
}

using System.Globalization;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>
/// Left-closed numeric bands and their names: the limits 18, 45 and 80 make "under 18", "18-44", "45-79" and "80 and over".
/// Between limits that are not whole the upper end is spelled out: "0.5 to under 1.5".
/// </summary>
public sealed class BandLabels
{
    private readonly double[] _limits;

    /// <param name="limits">Ascending inner limits, at least one.</param>
    public BandLabels(IReadOnlyList<double> limits)
    {
        if (limits.Count == 0)
            throw new ArgumentException("A banded dimension has at least one limit.", nameof(limits));
        _limits = [.. limits];
        var labels = new string[_limits.Length + 1];
        labels[0] = $"under {Text(_limits[0])}";
        labels[^1] = $"{Text(_limits[^1])} and over";
        for (var i = 1; i < _limits.Length; i++)
            labels[i] = Between(_limits[i - 1], _limits[i]);
        All = labels;
    }

    /// <summary>The names, ascending.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The band of a number; the value must be finite.</summary>
    public string Of(double value)
    {
        var index = Array.BinarySearch(_limits, value);
        return All[index >= 0 ? index + 1 : ~index];
    }

    private static string Between(double low, double high)
    {
        if (!double.IsInteger(low) || !double.IsInteger(high))
            return $"{Text(low)} to under {Text(high)}";
        return high - low == 1 ? Text(low) : $"{Text(low)}-{Text(high - 1)}";
    }

    private static string Text(double limit) => limit.ToString(CultureInfo.InvariantCulture);
}

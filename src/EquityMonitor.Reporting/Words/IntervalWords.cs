using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>The level of intervals in words. The one place that says it, so that no text names another level than the figures beside it have.</summary>
public static class IntervalWords
{
    /// <summary>"95 %", kept on one line.</summary>
    public static string Level(ConfidenceLevel level) => $"{Number(level)}{Formats.Space}%";

    /// <summary>"95 % interval", for sentences, captions and keys.</summary>
    public static string Of(ConfidenceLevel level) => $"{Level(level)} interval";

    /// <summary>"95 % interval" with plain spaces, for the heading of a column that a program may look for.</summary>
    public static string Heading(ConfidenceLevel level) => $"{Number(level)} % interval";

    /// <summary>"Lower limit of the 95 % interval", likewise.</summary>
    public static string Lower(ConfidenceLevel level) => $"Lower limit of the {Heading(level)}";

    /// <summary>"Upper limit of the 95 % interval", likewise.</summary>
    public static string Upper(ConfidenceLevel level) => $"Upper limit of the {Heading(level)}";

    /// <summary>"one in twenty": how often such an interval misses the truth.</summary>
    public static string Misses(ConfidenceLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        var one = Math.Round(1 / (1 - level.Value));
        return one switch { 5 => "one in five", 10 => "one in ten", 20 => "one in twenty", 100 => "one in a hundred", 1000 => "one in a thousand", _ => $"1 in {Formats.Count((long)one)}" };
    }

    /// <summary>What the level has no say in; null at 95 %, where it makes no difference.</summary>
    public static string? Decides(ConfidenceLevel level) =>
        level == ConfidenceLevel.Default ? null : $"Verdicts do not depend on this level: they go by {Level(ConfidenceLevel.Default)}, one-sided 0.025, whatever is shown.";

    private static string Number(ConfidenceLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return (level.Value * 100).ToString("0.###", CultureInfo.InvariantCulture);
    }
}

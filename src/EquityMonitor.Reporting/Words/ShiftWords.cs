using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What figures of drift say, in sentences with their own numbers.</summary>
public static class ShiftWords
{
    public const string Bins =
        "The baseline's scores are cut into ten parts of equal size, so that each held a tenth of the encounters then. The bars show what share of the encounters each part holds now.";

    /// <param name="level">Of the limits.</param>
    public static string Ratio(ConfidenceLevel level) =>
        "How many times as often the value occurs now as in the training population or in the baseline, with " + IntervalWords.Level(level) + " limits: 1 is as often, 0.5 half as often. A model knows least about those it hardly saw.";

    /// <summary>What the values are called together for which no training share was declared.</summary>
    public const string WithoutShare = "All without a declared share";

    /// <summary>Each figure under its name, with what it says of whom.</summary>
    /// <param name="shift">The figures.</param>
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="now">Scored encounters now.</param>
    /// <param name="then">Of the baseline.</param>
    public static IReadOnlyList<ShiftFigure> Of(DistributionShiftResult shift, string who, long now, long then)
    {
        var (psi, ks, moved) = (shift.StabilityIndex, shift.KolmogorovSmirnov, shift.Wasserstein);
        return
        [
            new(ShiftKind.StabilityIndex, "Stability index (PSI)", Index(psi.BiasCorrected), ShiftMeaning.StabilityIndex(who, psi.Value, psi.BiasCorrected, now, then)),
            new(ShiftKind.LargestShift, "Largest shift (KS)", Number(ks.Statistic), ShiftMeaning.LargestShift(who, ks.Statistic, ks.PValue, now, then)),
            new(ShiftKind.Shape, "Distance of shapes (Jensen–Shannon)", Number(shift.JensenShannonDistance), ShiftMeaning.Shape(who, shift.JensenShannonDistance, now, then)),
            new(ShiftKind.AverageMove, "Average move (Wasserstein)", moved.OverBaselineDeviation.TryGet(out var over) ? $"{Number(over)} SD" : Number(moved.Distance), ShiftMeaning.AverageMove(who, moved, now, then)),
        ];
    }

    public static string P(double p) => p < 0.001 ? $"p{Formats.Space}below{Formats.Space}0.001" : $"p{Formats.Space}{Number(p)}";

    /// <summary>"p 0.03", or "not tested: only one value occurs".</summary>
    public static string P(Computed<double> p) => p.TryGet(out var known) ? P(known) : $"not tested: {p.Reason}";

    /// <summary>A stability index, everywhere with as many decimals.</summary>
    public static string Index(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.0995 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>"0.83 times as often, 0.71 to 0.97".</summary>
    public static string Times(Estimate.Measured ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return $"{Formats.Times(ratio.Value)} times as often{(ratio.Interval is { Low: { } low, High: { } high } ? $", {Formats.Times(low)} to {Formats.Times(high)}" : null)}";
    }

    /// <summary>"below 0.05", "0.05 to 0.09", "0.4 or more".</summary>
    /// <param name="from">Null for the lowest bin, which has no lower edge.</param>
    /// <param name="to">Null for the highest.</param>
    public static string Bin(double? from, double? to) => (from, to) switch
    {
        (null, { } high) => $"below {Edge(high)}",
        ({ } low, null) => $"{Edge(low)} or more",
        ({ } low, { } high) => $"{Edge(low)} to {Edge(high)}",
        _ => "all scores",
    };

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count switch { 0 => string.Empty, 1 => items[0], _ => $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}" };
    }

    private static string Edge(double score) => score.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>A figure of how scores have moved.</summary>
/// <param name="Sentences">What it means, with its own numbers.</param>
public sealed record ShiftFigure(ShiftKind Kind, string Term, string Figure, IReadOnlyList<string> Sentences);

public enum ShiftKind
{
    StabilityIndex,
    LargestShift,
    Shape,
    AverageMove,
}

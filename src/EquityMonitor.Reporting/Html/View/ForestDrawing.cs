using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The one way of drawing a forest plot, on pages and in documents: its order, its axis, its words.</summary>
public static class ForestDrawing
{
    /// <summary>What the limit of a rule is held against, and so what is drawn.</summary>
    public static ForestQuantity QuantityOf(RuleDefinition? rule) => rule?.Limit switch
    {
        Limit.Gap => ForestQuantity.Difference,
        Limit.Ratio => ForestQuantity.Ratio,
        _ => ForestQuantity.Value,
    };

    /// <summary>Where the limit lies on the scale of what is drawn; two for a band and for a gap either way.</summary>
    public static IReadOnlyList<double> LimitsOf(RuleDefinition? rule) => rule?.Limit switch
    {
        Limit.Floor floor => [floor.Value],
        Limit.Ceiling ceiling => [ceiling.Value],
        Limit.Band band => [band.Low, band.High],
        Limit.Gap gap when rule.Better == BetterDirection.Target => [-gap.Value, gap.Value],
        Limit.Gap gap => [rule.Better == BetterDirection.Lower ? gap.Value : -gap.Value],
        Limit.Ratio ratio => [rule.Better == BetterDirection.Lower ? 1 / ratio.Value : ratio.Value],
        _ => [],
    };

    /// <summary>All, then single subgroups, then intersections; each by distance to the limit, the worst first, and those with too little data at the end.</summary>
    /// <param name="lines">To be drawn.</param>
    /// <param name="intersectionsApart">Otherwise intersections stand among the single subgroups.</param>
    public static IReadOnlyList<ForestLine> InOrder(IEnumerable<ForestLine> lines, bool intersectionsApart = true) =>
    [
        .. lines
            .OrderBy(line => Math.Min(line.Key.Order, intersectionsApart ? 2 : 1))
            .ThenBy(line => line.IsWeak)
            .ThenBy(line => line.Distance is null)
            .ThenBy(line => line.Distance)
            .ThenBy(line => line.Key),
    ];

    public static ForestView Draw(
        string title, string description, Metric metric, ForestQuantity quantity, IReadOnlyList<double> limits, IReadOnlyList<ForestLine> lines, string? omitted,
        ConfidenceLevel level, string whom = "everyone else")
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(lines);
        var strong = lines.Where(line => !line.IsWeak).ToArray();
        var axis = Axis.Over([.. (strong.Length > 0 ? strong : lines).SelectMany(Ends).Concat(limits)]);
        double? neutral = quantity switch
        {
            ForestQuantity.Difference => 0,
            ForestQuantity.Ratio => 1,
            _ => lines.FirstOrDefault(line => line.Key.Order == 0)?.Value,
        };
        return new ForestView(
            title,
            description,
            quantity switch { ForestQuantity.Difference => $"Difference to {whom}", ForestQuantity.Ratio => $"Ratio to {whom}", _ => metric.Name },
            MetricWords.Of(metric).Denominator,
            axis.Ticks(value => Tick(metric, quantity, value, axis.Step)),
            [.. limits.Select(limit => new AxisTick(axis.Position(limit), LimitLabel(metric, quantity, limit)))],
            neutral is { } at && axis.Holds(at) ? axis.Position(at) : null,
            [.. lines.Select(line => Row(line, metric, quantity, axis))],
            omitted,
            level)
        {
            Quantity = quantity,
        };
    }

    private static IEnumerable<double> Ends(ForestLine line) =>
        new[] { line.Value, line.Interval?.Low, line.Interval?.High }.OfType<double>();

    private static ForestRow Row(ForestLine line, Metric metric, ForestQuantity quantity, Axis axis)
    {
        var interval = line.Interval;

        // Without a point it is the lower limit that is told, and the line leaves the plot on the right.
        var value = line.Value ?? interval!.Value.Low!.Value;
        return new ForestRow(
            line.Label,
            line.Key.Order,
            line.Verdict,
            axis.Position(value),
            interval is null ? axis.Position(value) : interval.Value.Low is { } low ? axis.Position(low) : 0,
            interval is null ? axis.Position(value) : interval.Value.High is { } high ? axis.Position(high) : 100,
            interval is { } from && !(from.Low is { } l && axis.Holds(l)),
            interval is { } to && !(to.High is { } h && axis.Holds(h)),
            line.Value is null ? $"at least {Formats.Times(value)}" : Text(metric, quantity, value, interval),
            line.Value is null ? "" : interval is null ? "no interval" : Range(metric, quantity, interval.Value),
            line.Denominator is { } denominator ? Formats.Count(denominator) : "")
        {
            HasNoPoint = line.Value is null,
            Key = line.Key.ToString(),
        };
    }

    private static string Range(Metric metric, ForestQuantity quantity, Interval interval) => quantity == ForestQuantity.Value
        ? Formats.Range(metric, interval)
        : $"{(interval.Low is { } low ? Bare(metric, quantity, low) : "unbounded")} to {(interval.High is { } high ? Bare(metric, quantity, high) : "unbounded")}";

    private static string Bare(Metric metric, ForestQuantity quantity, double value) =>
        quantity == ForestQuantity.Difference ? Formats.Signed(metric, value) : Formats.Times(value);

    private static string Text(Metric metric, ForestQuantity quantity, double value, Interval? interval) => quantity switch
    {
        ForestQuantity.Difference when metric.IsProportion => $"{Formats.Signed(metric, value)}{Formats.Space}points",
        ForestQuantity.Value => Formats.Value(metric, value, interval),
        _ => Bare(metric, quantity, value),
    };

    private static string LimitLabel(Metric metric, ForestQuantity quantity, double value) => LimitWords.Of(quantity switch
    {
        ForestQuantity.Difference => (value < 0 ? "\u2212" : "+") + LimitText.Size(metric, Math.Abs(value)),
        ForestQuantity.Ratio => LimitText.Times(value),
        _ => LimitText.Value(metric, value),
    });

    private static string Tick(Metric metric, ForestQuantity quantity, double value, double step)
    {
        var percent = metric.IsProportion && quantity != ForestQuantity.Ratio;
        var shown = percent ? value * 100 : value;
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(percent ? step * 100 : step) - 1e-9));
        var text = Math.Abs(shown).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var sign = Math.Round(shown, decimals) < 0 ? "\u2212" : quantity == ForestQuantity.Difference && Math.Round(shown, decimals) > 0 ? "+" : "";
        return sign + text + (percent && quantity == ForestQuantity.Value ? " %" : "");
    }
}

using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The forest plot of a rule: All, then single subgroups, then intersections that are below; each by distance to the limit, the worst first.</summary>
internal static class ForestBuilder
{
    private const int MostSingles = 40;
    private const int MostIntersections = 15;

    /// <summary>The judged quantity of a rule: the metric itself, or its difference or ratio to the reference.</summary>
    public static ForestView OfRule(RuleDefinition rule, AuditFigures figures)
    {
        var names = new SubgroupNames(figures.Audit.Definition.Dimensions);
        var judged = figures.Subgroups
            .Where(subgroup => subgroup.SuppressedBecause is null)
            .SelectMany(subgroup => subgroup.Judgements)
            .Where(judgement => judgement.Rule == rule)
            .ToArray();
        var shown = judged
            .Where(judgement => judgement.Verdict != Verdict.InsufficientData && Quantity(judgement) is not null)
            .Where(judgement => judgement.Subgroup.Key.Order <= 1 || judgement.Verdict == Verdict.Below)
            .OrderBy(judgement => Math.Min(judgement.Subgroup.Key.Order, 2))
            .ThenBy(judgement => judgement.Margin)
            .ThenBy(judgement => judgement.Subgroup.Key)
            .Select(judgement => new Line(
                names.Of(judgement.Subgroup.Key),
                judgement.Subgroup.Key.Order,
                judgement.Verdict,
                Quantity(judgement)!,
                (judgement.Metric as Estimate.Measured)?.Denominator))
            .ToArray();
        var kind = rule.Limit switch { Limit.Gap => QuantityKind.Difference, Limit.Ratio => QuantityKind.Ratio, _ => QuantityKind.Value };
        return Draw(
            rule.Name,
            $"{rule.Metric.Name}: {LimitWords.Of(rule)}, judged at {rule.Minimum} or more {MetricWords.Of(rule.Metric).Denominator}.",
            rule.Metric,
            kind,
            LimitValues(rule),
            shown,
            Omitted(judged, shown));
    }

    /// <summary>A metric of All and of each value of each dimension, lowest first, where nothing was agreed.</summary>
    public static ForestView OfMetric(Metric metric, AuditFigures figures)
    {
        var names = new SubgroupNames(figures.Audit.Definition.Dimensions);
        var shown = figures.Subgroups
            .Where(subgroup => subgroup.SuppressedBecause is null && subgroup.Key.Order <= 1)
            .Select(subgroup => (subgroup, measured: subgroup.Of(metric).Value as Estimate.Measured))
            .Where(pair => pair.measured is not null)
            .OrderByDescending(pair => pair.subgroup.Key.Order == 0)
            .ThenBy(pair => pair.measured!.Value)
            .ThenBy(pair => pair.subgroup.Key)
            .Select(pair => new Line(
                names.Of(pair.subgroup.Key), pair.subgroup.Key.Order, null, pair.measured!, pair.measured!.Denominator))
            .ToArray();
        return Draw(metric.Name, "Nothing was agreed for this metric; the lowest first.", metric, QuantityKind.Value, [], shown, Rest(shown));
    }

    private static ForestView Draw(
        string title, string description, Metric metric, QuantityKind kind, IReadOnlyList<double> limits, IReadOnlyList<Line> lines, string? omitted)
    {
        var rows = Kept(lines).ToArray();
        var drawn = rows.SelectMany(line => new[] { line.Estimate.Value, line.Estimate.Interval?.Low, line.Estimate.Interval?.High })
            .OfType<double>()
            .Concat(limits)
            .ToArray();
        var axis = Axis.Over(drawn);
        double? neutral = kind switch { QuantityKind.Difference => 0, QuantityKind.Ratio => 1, _ => rows.FirstOrDefault(row => row.Order == 0)?.Estimate.Value };
        return new ForestView(
            title,
            description,
            kind switch { QuantityKind.Difference => "Difference to everyone else", QuantityKind.Ratio => "Ratio to everyone else", _ => metric.Name },
            MetricWords.Of(metric).Denominator,
            axis.Ticks(value => Tick(metric, kind, value, axis.Step)),
            [.. limits.Select(limit => new AxisTick(axis.Position(limit), LimitLabel(metric, kind, limit)))],
            neutral is { } at ? axis.Position(at) : null,
            [.. rows.Select(row => Row(row, metric, kind, axis))],
            omitted);
    }

    private static ForestRow Row(Line line, Metric metric, QuantityKind kind, Axis axis)
    {
        var interval = line.Estimate.Interval;
        return new ForestRow(
            line.Label,
            line.Order,
            line.Verdict,
            axis.Position(line.Estimate.Value),
            interval is null ? axis.Position(line.Estimate.Value) : interval.Value.Low is { } low ? axis.Position(low) : 0,
            interval is null ? axis.Position(line.Estimate.Value) : interval.Value.High is { } high ? axis.Position(high) : 100,
            interval is { Low: null },
            interval is { High: null },
            Text(metric, kind, line.Estimate.Value, interval),
            interval is null ? "no interval" : Range(metric, kind, interval.Value),
            line.Denominator is { } denominator ? Formats.Count(denominator) : "");
    }

    private static string Range(Metric metric, QuantityKind kind, Interval interval) => kind == QuantityKind.Value
        ? Formats.Range(metric, interval)
        : $"{(interval.Low is { } low ? Bare(metric, kind, low) : "unbounded")} to {(interval.High is { } high ? Bare(metric, kind, high) : "unbounded")}";

    private static string Bare(Metric metric, QuantityKind kind, double value) => kind == QuantityKind.Difference ? Formats.Signed(metric, value) : Formats.Times(value);

    private static string Text(Metric metric, QuantityKind kind, double value, Interval? interval) => kind switch
    {
        QuantityKind.Difference when metric.IsProportion => $"{Formats.Signed(metric, value)}{Formats.Space}points",
        QuantityKind.Value => Formats.Value(metric, value, interval),
        _ => Bare(metric, kind, value),
    };

    private static string LimitLabel(Metric metric, QuantityKind kind, double value) => LimitWords.Of(kind switch
    {
        QuantityKind.Difference => (value < 0 ? "\u2212" : "+") + LimitText.Size(metric, Math.Abs(value)),
        QuantityKind.Ratio => LimitText.Times(value),
        _ => LimitText.Value(metric, value),
    });

    private static string Tick(Metric metric, QuantityKind kind, double value, double step)
    {
        var percent = metric.IsProportion && kind != QuantityKind.Ratio;
        var shown = percent ? value * 100 : value;
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(percent ? step * 100 : step) - 1e-9));
        var text = Math.Abs(shown).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var sign = Math.Round(shown, decimals) < 0 ? "\u2212" : kind == QuantityKind.Difference && Math.Round(shown, decimals) > 0 ? "+" : "";
        return sign + text + (percent && kind == QuantityKind.Value ? " %" : "");
    }

    private static Estimate.Measured? Quantity(RuleJudgement judgement) =>
        (judgement.Rule.Limit is Limit.Gap or Limit.Ratio ? judgement.Compared : judgement.Metric) as Estimate.Measured;

    private static IReadOnlyList<double> LimitValues(RuleDefinition rule) => rule.Limit switch
    {
        Limit.Floor floor => [floor.Value],
        Limit.Ceiling ceiling => [ceiling.Value],
        Limit.Band band => [band.Low, band.High],
        Limit.Gap gap => [rule.Better == BetterDirection.Lower ? gap.Value : -gap.Value],
        Limit.Ratio ratio => [rule.Better == BetterDirection.Lower ? 1 / ratio.Value : ratio.Value],
        _ => [],
    };

    private static IEnumerable<Line> Kept(IReadOnlyList<Line> lines) => lines
        .Where(line => line.Order <= 1).Take(MostSingles + 1)
        .Concat(lines.Where(line => line.Order > 1).Take(MostIntersections));

    private static string? Omitted(IReadOnlyCollection<RuleJudgement> judged, IReadOnlyList<Line> shown)
    {
        var few = judged.Count(judgement => judgement.Verdict == Verdict.InsufficientData);
        var watch = judged.Count(judgement => judgement.Subgroup.Key.Order > 1 && judgement.Verdict == Verdict.Watch);
        var meeting = judged.Count(judgement => judgement.Subgroup.Key.Order > 1 && judgement.Verdict == Verdict.Meets);
        var parts = new[]
        {
            watch + meeting > 0 ? $"Not drawn: {Formats.Count(watch)} intersections on watch and {Formats.Count(meeting)} that meet the rule." : null,
            few > 0 ? $"{Formats.Count(few)} subgroups have too little data to be judged." : null,
            Rest(shown),
        };
        var said = string.Join(" ", parts.OfType<string>());
        return said.Length == 0 ? null : said + " All figures are in audit.csv.";
    }

    private static string? Rest(IReadOnlyList<Line> lines)
    {
        var rest = lines.Count - Kept(lines).Count();
        return rest > 0 ? $"{Formats.Count(rest)} more subgroups are not drawn." : null;
    }

    private enum QuantityKind
    {
        Value,
        Difference,
        Ratio,
    }

    private sealed record Line(string Label, int Order, Verdict? Verdict, Estimate.Measured Estimate, double? Denominator);
}

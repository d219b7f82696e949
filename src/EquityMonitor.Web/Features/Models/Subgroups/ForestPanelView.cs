using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>A row of the forest plot.</summary>
/// <param name="Drawn">Null when there is nothing to draw: withheld, not estimable, or All where the rule compares with everyone else.</param>
/// <param name="Own">The metric itself, which is what is drawn unless the rule compares.</param>
/// <param name="Note">Why it is not judged; null when it is.</param>
public sealed record ForestPanelRow(SubgroupRow Subgroup, ForestRow? Drawn, SubgroupVerdict? Verdict, Reading Own, string? Note);

/// <summary>The single-value subgroups, and the intersections that were pinned, by their distance to the limit of the metric's rule; All on top.</summary>
/// <param name="Rule">Null when no rule judges the metric in this window.</param>
public sealed record ForestPanelView(ForestView Drawing, RuleDefinition? Rule, Metric Metric, IReadOnlyList<ForestPanelRow> Rows)
{
    /// <summary>Without a rule: fewer than this are too few to lead the list.</summary>
    private const double FewestWithoutRule = 30;

    /// <param name="pins">Keys of subgroups; intersections among them stand at their distance like any group.</param>
    public static ForestPanelView Of(SubgroupsView view, Metric metric, string? dimension, IReadOnlyList<string>? pins = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(metric);
        var rule = view.RuleOf(metric);
        var shown = view.Singles(dimension).Concat(view.Pinned(pins ?? [])).ToArray();
        var wasJudged = shown.Any(row => row.VerdictOf(rule) is { Verdict: not Verdict.InsufficientData });
        var lines = ForestDrawing.InOrder(shown.Select(row => Line(row, metric, rule, wasJudged)).OfType<ForestLine>(), intersectionsApart: false);
        var drawing = ForestDrawing.Draw(
            metric.Name, Description(view, metric, rule), metric, ForestDrawing.QuantityOf(rule), ForestDrawing.LimitsOf(rule), lines, null,
            view.Level, rule is null ? "everyone else" : LimitText.Others(rule));
        var drawn = drawing.Rows.Select((row, index) => (row, index)).ToDictionary(pair => pair.row.Key, pair => pair, StringComparer.Ordinal);
        return new ForestPanelView(drawing, rule, metric,
        [
            .. shown
                .OrderBy(row => row.Order > 0)
                .ThenBy(row => drawn.TryGetValue(row.Key, out var place) ? place.index : int.MaxValue)
                .ThenBy(row => row.IsWithheld)
                .ThenBy(row => row.Subgroup)
                .Select(row => Row(row, metric, rule, drawn.TryGetValue(row.Key, out var place) ? place.row : null)),
        ]);
    }

    private static ForestLine? Line(SubgroupRow row, Metric metric, RuleDefinition? rule, bool wasJudged)
    {
        var own = row.Own(metric).MeasuredOrNull;
        if (rule is null)
        {
            return own is null
                ? null
                : new ForestLine(row.Subgroup, row.Name, null, own, own.Denominator) { Distance = WorstLowest(metric, own.Value), IsWeak = row.Order > 0 && own.Denominator < FewestWithoutRule };
        }

        var verdict = row.VerdictOf(rule)?.Verdict;
        var distance = row.DistanceTo(rule);
        return distance.Drawn is not { } judged
            ? null
            : new ForestLine(row.Subgroup, row.Name, verdict, judged, own?.Denominator)
            {
                Distance = distance.Margin,
                IsWeak = wasJudged && row.Order > 0 && verdict is null or Verdict.InsufficientData,
            };
    }

    private static ForestPanelRow Row(SubgroupRow row, Metric metric, RuleDefinition? rule, ForestRow? drawn)
    {
        var verdict = row.VerdictOf(rule);
        var own = row.Own(metric);
        var note = (own, verdict?.Verdict) switch
        {
            (Reading.NotEstimable none, _) => none.Why,
            (Reading.Known, Verdict.InsufficientData) when row.NotJudgedBecause(verdict) is { } reason => $"not judged: {reason.Text}",
            (Reading.Known, Verdict.InsufficientData) => $"too few to judge: {Formats.Count(rule!.Minimum)} are needed",
            (Reading.Known, null) when rule is not null && row.Order > 0 => "the rule does not speak of this group",
            _ => null,
        };
        return new ForestPanelRow(row, drawn, verdict, own, note);
    }

    private static double WorstLowest(Metric metric, double value) => metric.Better switch
    {
        BetterDirection.Lower => -value,
        BetterDirection.Target => -Math.Abs(value - metric.Aim),
        _ => value,
    };

    private static string Description(SubgroupsView view, Metric metric, RuleDefinition? rule)
    {
        var days = Formats.Count(view.Window, "day", "days");
        if (rule is not null)
            return $"Agreed: {LimitWords.Of(rule)}, over {days}. The group that is furthest past the limit stands first.";
        var first = metric.Better switch { BetterDirection.Lower => "The highest stands first.", BetterDirection.Target => $"The one that is furthest from {metric.Aim} stands first.", _ => "The lowest stands first." };
        return view.ModelRules.FirstOrDefault(other => other.Metric == metric) is { } elsewhere
            ? $"What was agreed ({LimitWords.Of(elsewhere)}) is judged over {Formats.Count(elsewhere.Window, "day", "days")}, not over {days}. {first}"
            : $"Nothing was agreed for {MetricWords.Of(metric).InSentence}. {first}";
    }
}

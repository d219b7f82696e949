using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>
/// How it stands in data of after the opening; pure. A window that reaches back before the opening holds encounters of the evidence. And the figure of the alarm was chosen
/// because it is extreme: whatever is set against it looks improved, even where nothing has changed. So later data stand beside the limit, and beside nothing else of then.
/// </summary>
public static class AfterOpening
{
    private const string Why = "These figures are not set against those that the alert opened with: a figure that was chosen because it alarmed is more extreme than the truth, "
        + "so that later ones would look improved even if nothing had changed.";

    public static IReadOnlyList<string> Of(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored is not { Metric: { } metric, Definition: { } definition })
            return [];
        return Later(stored, metric) is { } later
            ? [.. Sentences(stored, later, metric, definition, showSmallCells), Why]
            : [Awaited(stored, metric, definition), "Until then no figure here can tell whether anything has changed: those above still hold encounters that the alert rests on."];
    }

    /// <summary>The longest window, up to the rule's own, that holds encounters of after the opening alone.</summary>
    internal static WindowResult? Later(StoredAlert stored, Metric metric) => stored.Windows
        .Where(window => window.Set.Window <= stored.Alert.Evidence.Window && Days(window.Set, metric).From > stored.Alert.OpenedFor)
        .MaxBy(window => window.Set.Window);

    private static IEnumerable<string> Sentences(StoredAlert stored, WindowResult later, Metric metric, ModelDefinition definition, bool showSmallCells)
    {
        var (day, own, scale) = (later.Day, later.Own, RuleJudge.ScaleOf(definition));
        Reading Read(PerformanceSample sample) => Readings.Of(metric, sample, day.All.Own, scale, showSmallCells);
        var reading = Read(own.Own);
        var days = Days(later.Set, metric);
        yield return $"Later data only, encounters of {EvidenceViews.Range(days.From, days.To)}: {reading.Text(metric)}. Agreed was {LimitWords.Of(stored.Alert.Evidence.Limit)}.";
        if (reading is not Reading.Known || stored.Rule is not { } rule)
            yield break;
        var references = new References(day.Samples, WindowRange.Of(definition, later.Set.Window, later.Set.AsOf), stored.Baseline);
        if (references.SampleOf(rule, own) is { } sample)
        {
            var reference = Read(sample);
            yield return $"{Formats.Capital(LimitText.Others(rule))}{(rule.Against is Reference.OwnBaseline ? null : " in the same days")}: {reference.Text(metric)}.";

            // What is said of the comparison would give the reference away.
            if (reference is Reading.Suppressed)
                yield break;
        }

        yield return LaterWords.Of(rule, references.Test(rule, own, scale));
    }

    private static string Awaited(StoredAlert stored, Metric metric, ModelDefinition definition)
    {
        var shortest = definition.Windows.Count == 0 ? stored.Alert.Evidence.Window : definition.Windows.Min();
        var wait = shortest + (metric.Population == MetricPopulation.Scored ? 0 : definition.Outcome.MaturityDays);
        return $"Every window still reaches back before the opening. The first figure of later data only is due on about {Formats.Date(stored.Alert.OpenedFor.AddDays(wait))}.";
    }

    private static DateRange Days(PointSet set, Metric metric) =>
        metric.Population == MetricPopulation.Scored ? new DateRange(set.ScoredFrom, set.ScoredTo) : new DateRange(set.MatureFrom, set.MatureTo);
}

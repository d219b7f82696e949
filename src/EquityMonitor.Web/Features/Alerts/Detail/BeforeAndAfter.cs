using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>
/// Whether it has become better since the alert opened; pure. A window that reaches back before the opening holds the same encounters as the evidence:
/// only figures of later data alone tell what has changed.
/// </summary>
public static class BeforeAndAfter
{
    public static IReadOnlyList<string> Of(StoredAlert stored, Reading today, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(today);
        if (stored is not { Metric: { } metric, Definition: { } definition })
            return [];
        var evidence = AlertViews.Measured(stored.Alert.Evidence, showSmallCells);
        return
        [
            stored.Today?.AsOf <= stored.Alert.OpenedFor
                ? "The newest figures are those that it opened with."
                : $"When it opened: {Said(evidence, metric, today)}. Now: {Said(today, metric, evidence)}{Change(metric, evidence, today)}.",
            Later(stored, metric) is { } later ? LaterSentence(later, metric, definition, evidence, showSmallCells) : Awaited(stored, metric, definition),
        ];
    }

    /// <summary>The longest window, up to the rule's own, that holds encounters of after the opening alone.</summary>
    internal static WindowResult? Later(StoredAlert stored, Metric metric) => stored.Windows
        .Where(window => window.Set.Window <= stored.Alert.Evidence.Window && Days(window.Set, metric).From > stored.Alert.OpenedFor)
        .MaxBy(window => window.Set.Window);

    private static string LaterSentence(WindowResult later, Metric metric, ModelDefinition definition, Reading evidence, bool showSmallCells)
    {
        var reading = Readings.Of(metric, later.Own, later.All, RuleJudge.ScaleOf(definition), showSmallCells);
        var days = Days(later.Set, metric);
        return $"Later data only: {reading.Text(metric)}, in encounters of {EvidenceViews.Range(days.From, days.To)}{Change(metric, evidence, reading)}{Sureness(metric, evidence, reading)}.";
    }

    /// <summary>
    /// The interval of the difference of two periods without an encounter in common, from those of the two figures (square-and-add, as Newcombe's of two shares); null
    /// where an interval has an open end, and where the two are of different levels, since the model's was changed in between.
    /// </summary>
    internal static Interval? DifferenceOf(Estimate.Measured before, Estimate.Measured after)
    {
        if (before.Level != after.Level || (before.Interval, after.Interval) is not ({ Low: { } a, High: { } b }, { Low: { } c, High: { } d }))
            return null;
        var difference = after.Value - before.Value;
        return new Interval(
            difference - double.Hypot(after.Value - c, b - before.Value),
            difference + double.Hypot(d - after.Value, before.Value - a));
    }

    private static string? Sureness(Metric metric, Reading before, Reading after)
    {
        if ((before.MeasuredOrNull, after.MeasuredOrNull) is not ({ } first, { } last) || DifferenceOf(first, last) is not { Low: { } low, High: { } high })
            return null;
        var (from, to) = last.Value < first.Value ? (-high, -low) : (low, high);
        return $"; {IntervalWords.Of(last.Level)} of the change {Formats.Signed(metric, from)} to {Formats.Signed(metric, to)}{(from <= 0 && to >= 0 ? ", so chance alone could explain it" : null)}";
    }

    private static string Awaited(StoredAlert stored, Metric metric, ModelDefinition definition)
    {
        var shortest = definition.Windows.Count == 0 ? stored.Alert.Evidence.Window : definition.Windows.Min();
        var wait = shortest + (metric.Population == MetricPopulation.Scored ? 0 : definition.Outcome.MaturityDays);
        return $"Every window still reaches back before the opening. The first figure of later data only is due on about {Formats.Date(stored.Alert.OpenedFor.AddDays(wait))}.";
    }

    /// <param name="beside">What it stands beside: where that has an interval of another level, both levels are said.</param>
    private static string Said(Reading reading, Metric metric, Reading beside)
    {
        if (reading is not Reading.Known { Measured: { } known })
            return reading.Text(metric);
        var level = beside.MeasuredOrNull is { } other && other.Level != known.Level ? $"{IntervalWords.Of(known.Level)} " : null;
        return $"{Formats.Value(metric, known.Value, known.Interval)}{(known.Interval is { } interval ? $" ({level}{Formats.Range(metric, interval)})" : null)}";
    }

    private static string Change(Metric metric, Reading before, Reading after)
    {
        if ((before.MeasuredOrNull, after.MeasuredOrNull) is not ({ } first, { } last))
            return string.Empty;
        var difference = last.Value - first.Value;
        if (difference == 0)
            return ", unchanged";
        var words = metric.Better switch
        {
            BetterDirection.Higher => difference > 0 ? "better" : "worse",
            BetterDirection.Lower => difference < 0 ? "better" : "worse",
            _ => difference > 0 ? "higher" : "lower",
        };
        return $", {Formats.Difference(metric, difference)} {words}";
    }

    private static DateRange Days(PointSet set, Metric metric) =>
        metric.Population == MetricPopulation.Scored ? new DateRange(set.ScoredFrom, set.ScoredTo) : new DateRange(set.MatureFrom, set.MatureTo);
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>From what is stored of an alert to its page; pure.</summary>
public static class AlertDetails
{
    /// <param name="stored">What is stored.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    public static AlertDetail Of(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var alert = stored.Alert;
        var today = TodayViews.Of(stored, showSmallCells);
        var evidence = EvidenceViews.Of(alert, stored.Rule, showSmallCells);
        var trend = Trend(stored, showSmallCells);
        var (power, why) = Power(stored, showSmallCells);
        return new AlertDetail
        {
            Id = alert.Id,
            Version = alert.Version,
            ModelKey = stored.Model.Key,
            ModelName = stored.Model.Name,
            Subgroup = new SubgroupNames(stored.Definition?.Dimensions ?? []).Of(stored.Subgroup),
            State = alert.State,
            Zone = stored.Zone,
            Lead = AlertSentences.Lead(stored, today?.Rows[^1].Reading, showSmallCells),
            Standing = AlertSentences.Standing(stored),
            StillBelow = AlertSentences.StillBelow(stored),
            Evidence = evidence,
            Meaning = AlertSentences.Meaning(stored, showSmallCells),
            Affected = AlertSentences.Affected(stored, showSmallCells),
            Today = today,
            Trend = trend,
            TrendNote = TrendNote(stored, trend),
            HasCourse = stored.IsPeekSafe,
            Power = power,
            NoPower = why,
            SameMix = SameMixQuestion.Of(stored),
            Rule = RuleViews.Of(stored),
            Timeline = Timeline.Of(alert, stored.Zone),
            ModelAddress = Address(stored),
        };
    }

    /// <summary>How the evidence grew from day to day; null where the interval of one window decided.</summary>
    public static EvidenceShown? Course(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!stored.IsPeekSafe || stored.Definition is not { } definition)
            return null;
        return stored.IsGathering ? EvidenceSubjects.Shown(stored.Path, definition, stored.RuleInForce!, stored.Subgroup, showSmallCells) : new EvidenceShown.Ended();
    }

    /// <summary>Asked only where the rule in force sees too little to say Below, and today's figures are those that it looks at.</summary>
    private static (PowerQuestion? Question, PowerReason? Why) Power(StoredAlert stored, bool showSmallCells)
    {
        if (stored is not { Definition: { } definition, RuleInForce: { } rule, Today: { } today } || today.Find(stored.Subgroup) is not { } own
            || stored.Verdicts.GetValueOrDefault(stored.Subgroup)?.Verdict is not (Verdict.Watch or Verdict.InsufficientData)
            || (stored.Rule is { } then && (then.Window != rule.Window || then.Against != rule.Against))
            || stored.Windows.FirstOrDefault(window => window.Set.Window == rule.Window)?.Set is not { } set)
        {
            return (null, null);
        }

        var scale = RuleJudge.ScaleOf(definition);
        PowerReadings Read(Statistics.PerformanceSample sample) => new(metric => Readings.Of(metric, sample, today.All.Own, scale, showSmallCells));
        var range = new WindowRange(rule.Window, set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo));
        var reference = rule.Against is null ? null : PowerReference.Of(new References(today.Samples, range, stored.Baseline).Of(rule, own), Read);
        var question = PowerQuestion.Of(definition, rule, stored.Subgroup, today.AsOf, Read(own.Own), reference, out var why);
        return (question, why);
    }

    private static TrendView? Trend(StoredAlert stored, bool showSmallCells)
    {
        if (stored is not { Definition: { } definition, Rule: { } rule })
            return null;
        var verdict = stored.Verdicts.GetValueOrDefault(stored.Subgroup);
        var all = stored.Verdicts.GetValueOrDefault(Monitoring.Evaluation.SubgroupKey.All)?.Verdict;
        var group = stored.Subgroup.Order == 0 ? null : verdict ?? new CurrentVerdict(stored.Alert.SubgroupId, stored.Subgroup, Verdict.InsufficientData, stored.Alert.OpenedFor);
        var trend = TrendViews.Of(definition, rule, Drawn(stored), group, all, showSmallCells, stored.Baseline);
        if (trend is null)
            return null;
        trend = trend with { Events = Events(stored, trend.Days[0], trend.Days[^1]) };

        // A group that the rule in force does not judge has a line without a mark at its end.
        return verdict is not null || group is null ? trend : trend with { Series = [trend.Series[0], trend.Series[1] with { Verdict = null }] };
    }

    /// <summary>A pair has figures of the last months alone: the chart begins with them.</summary>
    private static IReadOnlyList<DaySamples> Drawn(StoredAlert stored)
    {
        if (stored.Subgroup.Order < 2)
            return stored.Trend;
        var drawn = stored.Trend.SkipWhile(day => day.Find(stored.Subgroup) is null).ToList();
        return drawn.Count > 0 ? drawn : stored.Trend;
    }

    /// <summary>Why the chart does not show the beginning; null where it does, or nobody knows when that was.</summary>
    private static string? TrendNote(StoredAlert stored, TrendView? trend) =>
        stored.Onset is { Began: { } began, IsPair: var isPair } && trend is { Days: [var first, ..] } && began < first
            ? $"It probably began about {Formats.Date(began)}, before the first day drawn{(isPair ? ": of a combination of groups daily figures are kept for a limited time" : null)}. The evidence below goes back to its beginning."
            : null;

    /// <summary>What happened after the newest figures stands at these, with its own day in words.</summary>
    private static IReadOnlyList<TrendEvent> Events(StoredAlert stored, DateOnly first, DateOnly last) =>
    [
        .. stored.Events.Concat(Acknowledged(stored)).Where(happened => happened.Day >= first).OrderBy(happened => happened.Day).ThenBy(happened => happened.Kind)
            .Select(happened => happened.Day <= last ? happened : happened with { Day = last, Words = $"{Formats.Date(happened.Day)}: {happened.Words}" }),
    ];

    private static IEnumerable<TrendEvent> Acknowledged(StoredAlert stored) =>
        stored.Alert is { AcknowledgedAt: { } at, AcknowledgedBy: { } who }
            ? [new TrendEvent(AlertViews.Day(at, stored.Zone), TrendEventKind.AlertAcknowledged, $"This alert was acknowledged by {who}.")]
            : [];

    private static string Address(StoredAlert stored)
    {
        var group = stored.Subgroup.Order == 0 ? null : $"&dimension={Uri.EscapeDataString(stored.Subgroup.Parts[0].Key)}&pin={Uri.EscapeDataString(stored.Subgroup.ToString())}";
        return $"/models/{Uri.EscapeDataString(stored.Model.Key)}?metric={Uri.EscapeDataString(stored.Alert.Evidence.Metric)}&window={stored.Alert.Evidence.Window}{group}";
    }
}

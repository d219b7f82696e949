using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>The newest figures of an alert's group beside those of All and, for a pair, of its parents; pure.</summary>
public static class TodayViews
{
    /// <returns>Null when there is nothing to show.</returns>
    public static TodayView? Of(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored is not { Today: { } today, Definition: { } definition, Metric: { } metric } || today.Find(stored.Subgroup) is not { } own)
            return null;
        var names = new SubgroupNames(definition.Dimensions);
        var scale = RuleJudge.ScaleOf(definition);
        Reading Read(PerformanceSample sample) => Readings.Of(metric, sample, today.All.Own, scale, showSmallCells);
        Verdict? VerdictOf(SubgroupKey key) => stored.Verdicts.TryGetValue(key, out var verdict) ? verdict.Verdict : null;
        var shown = new[] { SubgroupKey.All }.Concat(stored.Subgroup.Order > 1 ? stored.Subgroup.Parents() : []).Append(stored.Subgroup).Distinct();
        var rows = shown.Select(key => (Key: key, Sample: today.Find(key))).Where(row => row.Sample is not null)
            .Select(row => new IntervalRow(names.Of(row.Key), VerdictOf(row.Key), Read(row.Sample!.Own))).ToList();
        var verdict = stored.Verdicts.GetValueOrDefault(stored.Subgroup);
        return new TodayView(
            metric,
            today.AsOf,
            verdict?.Verdict,
            verdict is null ? null : Since(stored, verdict).AfterVerdict,
            rows,
            Limits(stored.Rule?.Limit),
            // Everyone else is All without the group: beside All it would give away what is withheld.
            Read(own.Own) is not Reading.Suppressed && Others(stored, own) is ({ } others, { } name) && Read(others) is Reading.Known known ? new Fact(name, known.Text(metric)) : null,
            AfterOpening.Of(stored, showSmallCells));
    }

    /// <summary>An alert's evidence tells when the Below began that it is about, and nothing of another verdict.</summary>
    private static Onset Since(StoredAlert stored, CurrentVerdict verdict) => Onsets.Of(
        verdict.From, stored.Subgroup, verdict.Verdict == Verdict.Below && stored.Alert.IsOpen ? stored.Alert : null,
        stored.History?.StartOf(stored.Alert.RuleKey, verdict.SubgroupId, verdict.Verdict, verdict.From)?.IsFirst ?? false);

    /// <summary>Whom the rule compares with where that is a named value or the own baseline, else everyone else.</summary>
    private static (PerformanceSample? Sample, string? Name) Others(StoredAlert stored, SubgroupSample own)
    {
        var rule = stored.Rule ?? stored.RuleInForce;
        return rule?.Against is Reference.NamedValue or Reference.OwnBaseline
            ? (new References(stored.Today!.Samples, WindowRange.Of(stored.Definition!, rule.Window, stored.Today.AsOf), stored.Baseline).SampleOf(rule, own), Formats.Capital(LimitText.Others(rule)))
            : (own.Complement, "Everyone else");
    }

    private static double[] Limits(Limit? limit) => limit switch
    {
        Limit.Floor floor => [floor.Value],
        Limit.Ceiling ceiling => [ceiling.Value],
        Limit.Band band => [band.Low, band.High],
        _ => [],
    };
}

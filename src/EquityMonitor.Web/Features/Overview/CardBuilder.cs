using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>From what was read of one model to its card; pure.</summary>
public sealed class CardBuilder(ModelDefinition definition, bool showSmallCells)
{
    private readonly ScoreScale _scale = RuleJudge.ScaleOf(definition);
    private readonly SubgroupNames _names = new(definition.Dimensions);

    internal ModelDefinition Definition => definition;

    public ModelCardView Header(ModelCardView bare, IReadOnlyList<VerdictTally> tallies, IReadOnlyList<NoticedVerdict> noticed)
    {
        ArgumentNullException.ThrowIfNull(bare);
        return bare with
        {
            Version = definition.Version,
            Purpose = definition.Purpose,
            Verdict = Concern(tallies)?.Verdict,
            Counts = GroupCounts.Of(noticed),
        };
    }

    /// <summary>The rule with the worst verdict; of several the more severe, then the one that stands first in the definition.</summary>
    public RuleConcern? Concern(IReadOnlyList<VerdictTally> tallies) => definition.Rules
        .Select(rule => (Rule: rule, Verdicts: tallies.Where(tally => tally.RuleKey == rule.Key && tally.Subgroups > 0).Select(tally => tally.Verdict).ToList()))
        .Where(rule => rule.Verdicts.Count > 0)
        .Select(rule => new RuleConcern(rule.Rule, rule.Verdicts.MinBy(verdict => VerdictWords.Of(verdict).Rank)))
        .OrderBy(concern => VerdictWords.Of(concern.Verdict).Rank)
        .ThenByDescending(concern => concern.Rule.Severity)
        .FirstOrDefault();

    public ModelCardView WithPeriod(ModelCardView card, PointSet set, SubgroupSample? all)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(set);
        return card with
        {
            Period = new PeriodView(set.Window, set.AsOf, set.MatureFrom, set.MatureTo, set.DaysPresent, set.DaysHeld),
            Patients = all?.Own.Patients,
            Scored = all?.Own.Scored ?? 0,
            OutcomesKnown = all is null ? null : Read(Metric.OutcomeKnownRate, all.Own, all.Own),
        };
    }

    /// <summary>
    /// Orders the subgroups that share a rule's worst verdict: those with an open alert first, then by distance past the limit. A combination whose own part
    /// has the same verdict is left out: the part says it of more patients.
    /// </summary>
    public RankedSubgroups Rank(RuleConcern concern, DaySamples newest, IReadOnlyList<CurrentVerdict> candidates, Verdict? allVerdict, IReadOnlyList<OpenAlert> alerts, BaselineSamples? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(concern);
        ArgumentNullException.ThrowIfNull(newest);
        var references = new References(newest.Samples, WindowRange.Of(definition, concern.Rule.Window, newest.AsOf), baseline);
        var keys = candidates.Select(candidate => candidate.Subgroup).ToHashSet();
        var worst = candidates
            .Where(candidate => candidate.Subgroup.Order > 0 && !GroupCounts.IsExplained(candidate.Subgroup, keys.Contains))
            .Select(candidate => (Candidate: candidate, Sample: newest.Find(candidate.Subgroup)))
            .Where(candidate => candidate.Sample is not null)
            .OrderByDescending(candidate => alerts.Any(alert => alert.Alert.RuleKey == concern.Rule.Key && alert.Alert.SubgroupId == candidate.Candidate.SubgroupId))
            .ThenBy(candidate => (references.Test(concern.Rule, candidate.Sample!, _scale) as LimitTestResult.Tested)?.Margin ?? double.PositiveInfinity)
            .ThenBy(candidate => candidate.Candidate.Subgroup)
            .Select(candidate => candidate.Candidate)
            .FirstOrDefault();
        return new RankedSubgroups(concern, newest, worst, allVerdict, references, baseline);
    }

    public ConcernView Compare(RuleConcern concern, RankedSubgroups ranked, IReadOnlyList<OpenAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(concern);
        ArgumentNullException.ThrowIfNull(ranked);
        return new ConcernView
        {
            Rule = concern.Rule,
            Verdict = concern.Verdict,
            AllVerdict = ranked.AllVerdict,
            All = Read(concern.Rule.Metric, ranked.Newest.All.Own, ranked.Newest.All.Own),
            Worst = ranked.Worst is { } worst && ranked.Newest.Find(worst.Subgroup) is { } sample ? Subgroup(concern.Rule, worst, sample, ranked, alerts) : null,
        };
    }

    private SubgroupView Subgroup(RuleDefinition rule, CurrentVerdict worst, SubgroupSample sample, RankedSubgroups ranked, IReadOnlyList<OpenAlert> alerts)
    {
        var all = ranked.Newest.All.Own;
        var reference = rule.Against is Reference.NamedValue or Reference.OwnBaseline ? ranked.References.SampleOf(rule, sample) : null;
        var hidden = !showSmallCells && SmallCells.In(rule.Metric, sample.Own);
        return new SubgroupView(
            worst.Subgroup.ToString(),
            _names.Of(worst.Subgroup),
            _names.Phrase(worst.Subgroup),
            worst.Verdict,
            Onsets.Of(worst.From, worst.Subgroup, worst.Verdict == Verdict.Below ? Alert(alerts, rule, worst) : null, ranked.History?.StartOf(rule.Key, worst.SubgroupId, worst.Verdict, worst.From)?.IsFirst ?? false),
            Read(rule.Metric, sample.Own, all),
            // All and everyone else together would tell what is withheld.
            hidden ? new Reading.Suppressed() : sample.Complement is { } others ? Read(rule.Metric, others, all) : new Reading.NotEstimable(NotEstimableReason.NoComplement.Text),
            hidden ? null : sample.Own.Patients,
            hidden ? 0 : sample.Own.Scored,
            Alert(alerts, rule, worst)?.Id)
        {
            Closed = ranked.Closed,
            Reference = reference is null || hidden ? null : Read(rule.Metric, reference, all),
        };
    }

    internal static Alert? Alert(IReadOnlyList<OpenAlert> alerts, RuleDefinition rule, CurrentVerdict worst) =>
        alerts.FirstOrDefault(alert => alert.Alert.RuleKey == rule.Key && alert.Alert.SubgroupId == worst.SubgroupId)?.Alert;

    private Reading Read(Metric metric, PerformanceSample sample, PerformanceSample all) =>
        !showSmallCells && SmallCells.In(metric, sample) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(metric, sample, _scale, all: all));
}

/// <summary>A rule and its worst verdict over the subgroups.</summary>
public sealed record RuleConcern(RuleDefinition Rule, Verdict Verdict);

/// <param name="Worst">Null when only All, or nobody, has the verdict.</param>
/// <param name="Baseline">Null when the rule does not ask for it.</param>
public sealed record RankedSubgroups(RuleConcern Concern, DaySamples Newest, CurrentVerdict? Worst, Verdict? AllVerdict, References References, BaselineSamples? Baseline)
{
    /// <summary>Of the rule and the worst subgroup; null where it was not read.</summary>
    public SpellHistory? History { get; init; }

    /// <summary>About the worst subgroup that is below; null where one is open, or none was.</summary>
    public ClosedAlert? Closed { get; init; }
}

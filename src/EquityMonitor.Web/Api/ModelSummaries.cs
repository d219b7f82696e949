using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Api;

/// <summary>From the card of the overview to JSON; pure. What the card withholds is withheld here.</summary>
internal static class ModelSummaries
{
    public static ModelSummaryDto Of(ModelCardView card) => new()
    {
        Key = card.Key,
        Name = card.Name,
        Version = card.Version,
        Purpose = card.Purpose,
        Verdict = card.Verdict,
        AsOf = card.Period?.AsOf,
        OpenAlerts = card.OpenAlerts,
        Groups = card.Verdict is null ? null : new GroupsDto(card.Counts.Below, card.Counts.BelowWithin, card.Counts.Watch),
        Affected = card.Affected is { } affected ? Affected(affected) : null,
        Concern = card.Concern is { } concern ? Concern(concern) : null,
        Problem = card.Problem,
    };

    private static AffectedDto Affected(AffectedView affected) => new()
    {
        Window = affected.Window,
        Unit = affected.CountsPatients ? CountedUnit.Patients : CountedUnit.Encounters,
        Suppressed = affected.IsSuppressed,
        Affected = affected.Affected,
        Total = affected.IsSuppressed ? null : affected.Total,
    };

    private static ConcernDto Concern(ConcernView concern) => new()
    {
        Rule = concern.Rule.Key,
        RuleName = concern.Rule.Name,
        Verdict = concern.Verdict,
        Metric = concern.Metric.Key,
        Limit = LimitText.Of(concern.Rule),
        Window = concern.Rule.Window,
        All = EstimateDto.Of(concern.All),
        AllVerdict = concern.AllVerdict,
        Worst = concern.Worst is { } worst ? Worst(worst) : null,
    };

    private static WorstGroupDto Worst(SubgroupView worst) => new()
    {
        Subgroup = worst.Key,
        Name = worst.Name,
        Since = worst.Onset.Day,
        Began = worst.Onset.Began,
        Estimate = EstimateDto.Of(worst.Own),
        EveryoneElse = EstimateDto.Of(worst.Others),
        Reference = worst.Reference is { } reference ? EstimateDto.Of(reference) : null,
        Patients = worst.Patients,
        Alert = worst.AlertId,
    };
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Gaps with the same mix of patients, as far as they may be shown.</summary>
/// <param name="By">What is made equal, but for the dimensions that a group itself is made of.</param>
/// <param name="ShowsCoverage">False where the share that could be compared might tell of few patients.</param>
public sealed record StandardisedFigures(IReadOnlyList<DimensionDefinition> By, IReadOnlyList<GroupGaps> Groups, bool ShowsCoverage)
{
    internal static AuditPart<StandardisedFigures> Of(AuditAnalyses analyses, Func<SubgroupKey, bool> shown, bool suppress)
    {
        if (analyses.Strata.Count == 0)
            return new AuditPart<StandardisedFigures>.NotAsked("Write standardiseBy in the definition, for example standardiseBy: [age, sex], to see what is left of gaps once groups have the same mix of patients.");
        GroupGaps[] groups = [.. analyses.Gaps.Where(group => shown(group.Key) && (!suppress || group.Key.Order <= 1))];
        return groups.Length == 0
            ? new AuditPart<StandardisedFigures>.NotEstimable("no group has anyone else to be compared with")
            : new AuditPart<StandardisedFigures>.Ready(new StandardisedFigures(analyses.Strata, groups, !suppress));
    }
}

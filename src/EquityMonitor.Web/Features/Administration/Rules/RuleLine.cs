using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Administration.Rules;

public enum RuleLineKind
{
    InForce,
    Changed,
    New,
    Removed,
}

/// <summary>One rule as it is being edited.</summary>
/// <param name="Id">Stable while the page is open: the key that is in force, or one of its own for a new rule.</param>
/// <param name="Stored">What is in force; null for a new rule.</param>
/// <param name="Draft">What was typed; null as long as nothing was.</param>
public sealed record RuleLine(string Id, RuleDefinition? Stored, RuleDraft? Draft, bool IsRemoved)
{
    public RuleDraft Shown => Draft ?? RuleDraft.Of(Stored!);

    public RuleLineKind Kind => IsRemoved ? RuleLineKind.Removed
        : Stored is null ? RuleLineKind.New
        : Draft is null || Draft.Says(RuleDraft.Of(Stored)) ? RuleLineKind.InForce
        : RuleLineKind.Changed;

    public static RuleLine Of(RuleDefinition stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new(stored.Key, stored, null, false);
    }
}

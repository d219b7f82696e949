using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>What applying exactly this definition would do.</summary>
/// <param name="Yaml">The definition that was looked at.</param>
public sealed record RulesPreview(string Yaml, IReadOnlyList<string> Sentences, IReadOnlyList<BeforeAfter> Changes)
{
    /// <param name="sentences">Of the registry, which decides.</param>
    public static RulesPreview Of(string yaml, IReadOnlyList<string> sentences, RuleSheet sheet, RuleSheetCheck check)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(check);
        return new(yaml, sentences, [.. Budget(sheet), .. Intervals(sheet), .. sheet.Lines.Where(line => line.Kind != RuleLineKind.InForce).Select(line => Change(line, sheet, check))]);
    }

    private static IEnumerable<BeforeAfter> Budget(RuleSheet sheet)
    {
        if (sheet.IsBudgetTouched)
            yield return new("False alarms", PeekSafeWords.Promise(sheet.InForce.EvidenceBudget), PeekSafeWords.Promise(sheet.Ground.EvidenceBudget));
    }

    private static IEnumerable<BeforeAfter> Intervals(RuleSheet sheet)
    {
        if (sheet.IsConfidenceTouched)
            yield return new("Intervals", BeforeAfter.Intervals(sheet.InForce), BeforeAfter.Intervals(sheet.Ground));
    }

    private static BeforeAfter Change(RuleLine line, RuleSheet sheet, RuleSheetCheck check)
    {
        var after = line.IsRemoved ? null : check.RuleOf(line);
        return new(
            after?.Name ?? line.Stored!.Name,
            line.Stored is { } before ? RuleWords.Full(before, sheet.InForce) : BeforeAfter.NoSuchRule,
            after is null ? BeforeAfter.NoLongerJudged : RuleWords.Full(after, sheet.InForce));
    }
}

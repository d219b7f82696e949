using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>What applying exactly this definition would do.</summary>
/// <param name="Yaml">The definition that was looked at.</param>
public sealed record RulesPreview(string Yaml, IReadOnlyList<string> Sentences, IReadOnlyList<RuleBeforeAfter> Changes)
{
    /// <param name="sentences">Of the registry, which decides.</param>
    public static RulesPreview Of(string yaml, IReadOnlyList<string> sentences, RuleSheet sheet, RuleSheetCheck check)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(check);
        return new(yaml, sentences, [.. Budget(sheet), .. Intervals(sheet), .. sheet.Lines.Where(line => line.Kind != RuleLineKind.InForce).Select(line => Change(line, sheet, check))]);
    }

    private static IEnumerable<RuleBeforeAfter> Budget(RuleSheet sheet)
    {
        if (sheet.IsBudgetTouched)
            yield return new("False alarms", PeekSafeWords.Promise(sheet.InForce.EvidenceBudget), PeekSafeWords.Promise(sheet.Ground.EvidenceBudget));
    }

    private static IEnumerable<RuleBeforeAfter> Intervals(RuleSheet sheet)
    {
        if (sheet.IsConfidenceTouched)
            yield return new("Intervals", $"Figures with {IntervalWords.Of(sheet.InForce.Confidence)}s.", $"Figures with {IntervalWords.Of(sheet.Ground.Confidence)}s.");
    }

    private static RuleBeforeAfter Change(RuleLine line, RuleSheet sheet, RuleSheetCheck check)
    {
        var after = line.IsRemoved ? null : check.RuleOf(line);
        return new(
            after?.Name ?? line.Stored!.Name,
            line.Stored is { } before ? RuleWords.Full(before, sheet.InForce) : "No such rule.",
            after is null ? "No longer judged." : RuleWords.Full(after, sheet.InForce));
    }
}

public sealed record RuleBeforeAfter(string Name, string Before, string After);

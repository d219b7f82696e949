using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The page of an audit in words, ready to lay out.</summary>
/// <param name="Concerns">What needs attention after that which the headline says.</param>
public sealed record AuditView(
    string Title,
    Verdict? Overall,
    string Headline,
    IReadOnlyList<string> Summary,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<Concern> Concerns,
    string? MoreConcerns,
    IReadOnlyList<ForestView> Forests,
    HeatView Heat,
    IReadOnlyList<CountRow> Counts,
    IReadOnlyList<string> Quarantined,
    IReadOnlyList<MethodNote> Notes)
{
    /// <summary>The analyses, in the order of the page; empty where the audit has none.</summary>
    public IReadOnlyList<SectionView> Sections { get; init; } = [];
}

public readonly record struct Fact(string Name, string Value);

/// <summary>A verdict that needs attention, as a sentence.</summary>
public sealed record Concern(Verdict Verdict, string Rule, string Sentence);

/// <param name="Suppressed">Why there are no counts; null when there are.</param>
public sealed record CountRow(string Label, IReadOnlyList<string> Cells, string? Suppressed);

public readonly record struct MethodNote(string Title, string Text);

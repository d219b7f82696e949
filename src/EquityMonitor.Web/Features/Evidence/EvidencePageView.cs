using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>What the address of the page asks for; anything may be missing or wrong.</summary>
/// <param name="Rule">Key; the first peek-safe rule when null.</param>
/// <param name="Group">Text of the subgroup key; whoever stands worst when null.</param>
public sealed record EvidenceQuery(string ModelKey, string? Rule, string? Group);

/// <summary>The evidence so far of one rule about one group, whether it led to an alert or not. Immutable.</summary>
public sealed record EvidencePageView
{
    public required string ModelKey { get; init; }

    /// <summary>Null when there is no such model.</summary>
    public string? ModelName { get; init; }

    /// <summary>Why there is nothing to show; null as a rule.</summary>
    public string? Problem { get; init; }

    /// <summary>Null when the model has no rule, or its rules have judged nobody.</summary>
    public EvidenceSubject? Subject { get; init; }
}

/// <summary>One rule and one group.</summary>
public sealed record EvidenceSubject
{
    /// <summary>The first sentence of the page.</summary>
    public required string Lead { get; init; }

    /// <summary>Sentences for whatever the address asked for in vain.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<EvidenceChoice> Rules { get; init; }

    /// <summary>Whom the rule judges: below first, then on watch.</summary>
    public required IReadOnlyList<EvidenceChoice> Groups { get; init; }

    public required string RuleKey { get; init; }

    /// <summary>Text of the subgroup key; empty for All.</summary>
    public required string Group { get; init; }

    public required string GroupName { get; init; }

    /// <summary>The rule in words.</summary>
    public required string RuleText { get; init; }

    public required Metric Metric { get; init; }

    public required Verdict Verdict { get; init; }

    public required string Since { get; init; }

    /// <summary>What the verdict leads to.</summary>
    public required string Consequence { get; init; }

    /// <summary>The newest figure of the rule's window; null when none is stored.</summary>
    public required string? Figure { get; init; }

    public required EvidenceShown Evidence { get; init; }

    /// <summary>Null where it cannot be said, or nobody needs it.</summary>
    public required PowerQuestion? Power { get; init; }

    /// <summary>Why not; null where it is said or nobody needs it.</summary>
    public required PowerReason? NoPower { get; init; }

    /// <summary>Number of the open alert; null without.</summary>
    public required int? AlertId { get; init; }

    /// <summary>Where the model's page shows the group.</summary>
    public required string ModelAddress { get; init; }
}

/// <param name="Heading">Choices with the same one stand together; null for none.</param>
public sealed record EvidenceChoice(string Key, string Name, string? Heading);

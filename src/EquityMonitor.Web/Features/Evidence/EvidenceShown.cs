using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>What there is to show of the evidence of one rule about one group.</summary>
public abstract record EvidenceShown
{
    private EvidenceShown()
    {
    }

    /// <summary>The rule asks for interval evidence, which has no course.</summary>
    public sealed record Interval : EvidenceShown;

    /// <summary>Peek-safe, and no encounter day has been counted yet.</summary>
    /// <param name="Sentences">When counting begins.</param>
    public sealed record NothingYet(IReadOnlyList<string> Sentences) : EvidenceShown;

    /// <summary>The alert belongs to an earlier form of the rule, whose evidence is not gathered any more.</summary>
    public sealed record Ended : EvidenceShown;

    /// <summary>The course so far.</summary>
    public sealed record Course(EvidenceCourse View) : EvidenceShown;
}

/// <summary>The course of peek-safe evidence as one reader may see it. Chart, table and file are made from it. Immutable.</summary>
public sealed record EvidenceCourse
{
    public required Metric Metric { get; init; }

    /// <summary>What the evidence is about: "Sensitivity floor, Language: Spanish".</summary>
    public required string Title { get; init; }

    /// <summary>Where it stands, in sentences; the first is the newest.</summary>
    public required IReadOnlyList<string> Standing { get; init; }

    /// <summary>When the change probably began, and how sure that is; null while nothing gathers.</summary>
    public required string? Onset { get; init; }

    /// <summary>The estimated day, where the sentence names it.</summary>
    public required DateOnly? OnsetDay { get; init; }

    public required Monitoring.Registry.DateRange? OnsetRange { get; init; }

    /// <summary>What was counted; null when this reader may not see it.</summary>
    public required string? Counted { get; init; }

    public required string Budget { get; init; }

    /// <summary>Caveats.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Meaning { get; init; }

    /// <summary>In the order of counting; empty when withheld.</summary>
    public required IReadOnlyList<EvidenceMoment> Moments { get; init; }

    /// <summary>Each step rests on the few patients of a day, which this reader may not see.</summary>
    public required bool IsWithheld { get; init; }

    /// <summary>Where an alarm is raised, in times the start.</summary>
    public required double AlarmAt { get; init; }

    /// <summary>Where the evidence of recovery closes it, in times its start.</summary>
    public required double RecoveryAt { get; init; }

    public required bool IsAlarmed { get; init; }

    /// <summary>Null when withheld.</summary>
    public required string? CsvHref { get; init; }
}

/// <summary>One counted day.</summary>
/// <param name="At">Where it stands in the chart: its own day, or that of the step before where it was frozen late, so that the line never runs back.</param>
/// <param name="Times">The evidence after it, in times its start.</param>
public sealed record EvidenceMoment(DateOnly At, EvidenceStep Step, double Times);

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Audit;

/// <summary>What the audit of one file found, before it becomes documents.</summary>
public sealed record AuditResult
{
    public required ModelDefinition Definition { get; init; }

    /// <summary>Name of the audited file, without its folder.</summary>
    public required string FileName { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Rows that were refused, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Quarantined { get; init; }

    /// <summary>All first, then by order and key.</summary>
    public required IReadOnlyList<SubgroupSample> Samples { get; init; }

    public required IReadOnlyList<RuleJudgement> Judgements { get; init; }

    /// <summary>The largest number of dimensions that were combined.</summary>
    public required int Intersections { get; init; }

    /// <summary>Null where only counts are known.</summary>
    public AuditAnalyses? Analyses { get; init; }

    public SubgroupSample All => Samples[0];
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Audit;

/// <summary>What an audit knows besides counts: the analyses of a model's tabs, over the audited file.</summary>
public sealed record AuditAnalyses
{
    /// <summary>Whose curves are drawn and whose scores are held against the baseline: All first, then those that were asked for or stand out.</summary>
    public required IReadOnlyList<SubgroupKey> Compared { get; init; }

    /// <summary>Of <see cref="Compared"/>.</summary>
    public required CurveAnalysis Curves { get; init; }

    /// <summary>Of All and every value of every dimension, and of <see cref="Compared"/>.</summary>
    public required CalibrationAnalysis Calibration { get; init; }

    /// <summary>Of All and every value of every dimension, and of <see cref="Compared"/>; with the patient mix.</summary>
    public required DriftAnalysis Drift { get; init; }

    /// <summary>Dimensions whose mix is made equal; empty where none is known.</summary>
    public IReadOnlyList<DimensionDefinition> Strata { get; init; } = [];

    /// <summary>Standardised gaps of every value of every dimension, of <see cref="Compared"/>, and of who is past a limit.</summary>
    public IReadOnlyList<GroupGaps> Gaps { get; init; } = [];

    /// <summary>Null when no baseline was given.</summary>
    public BaselineFile? Baseline { get; init; }

    /// <summary>Null when none was asked for.</summary>
    public ScanResult? Scan { get; init; }

    /// <summary>Column of the measure of need; null where there is none.</summary>
    public string? Need { get; init; }

    /// <summary>One for each dimension; empty without a measure of need.</summary>
    public IReadOnlyList<LabelAuditAnalysis> LabelAudits { get; init; } = [];
}

/// <summary>The file that the audited one is held against.</summary>
/// <param name="FileName">Without its folder.</param>
/// <param name="Quarantined">Rows that were refused, by reason.</param>
/// <param name="Samples">All and every value of every dimension, for the decision which cells are small.</param>
public sealed record BaselineFile(string FileName, IReadOnlyDictionary<string, long> Quarantined, IReadOnlyList<SubgroupSample> Samples)
{
    public long Scored => Samples.Count == 0 ? 0 : Samples[0].Own.Scored;
}

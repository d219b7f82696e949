using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Reporting.Audit;

/// <summary>What an audit is asked for besides its file.</summary>
public sealed record AuditRequest
{
    /// <summary>Up to how many dimensions are crossed.</summary>
    public int Intersections { get; init; } = 2;

    /// <summary>Subgroups to compare; empty leaves the choice to <see cref="ComparedGroups"/>.</summary>
    public IReadOnlyList<SubgroupKey> Compared { get; init; } = [];

    /// <summary>Null without a baseline.</summary>
    public PeriodFrame? Baseline { get; init; }

    public string? BaselineName { get; init; }

    /// <summary>Rows of the baseline that were refused, by reason.</summary>
    public IReadOnlyDictionary<string, long> BaselineQuarantined { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Null without a scan.</summary>
    public ScanSettings? Scan { get; init; }
}

/// <summary>Evaluates a file as one period and analyses it as the tabs of a model do.</summary>
public static class AuditRun
{
    /// <exception cref="UnknownGroupException">A subgroup to compare has nobody in the file.</exception>
    public static (IReadOnlyList<SubgroupSample> Samples, IReadOnlyList<RuleJudgement> Judgements, AuditAnalyses Analyses) Run(
        PeriodFrame period, AuditRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(request);
        var definition = period.Definition;
        var samples = PeriodEvaluation.Evaluate(period, request.Intersections, cancellationToken);
        var judgements = RuleJudge.Judge(definition, samples);
        var compared = ComparedGroups.Choose(definition, samples, judgements, request.Compared);
        SubgroupKey[] groups = [.. samples.Select(sample => sample.Key).Where(key => key.Order <= 1), .. compared.Where(key => key.Order > 1)];
        var analyses = new PeriodAnalyses(period, samples);
        return (samples, judgements, new AuditAnalyses
        {
            Compared = compared,
            Curves = analyses.Curves(compared, cancellationToken),
            Calibration = analyses.Calibration(groups, cancellationToken),
            Drift = analyses.Drift(request.Baseline, request.Baseline is null ? [] : groups, cancellationToken),
            Strata = Strata.Of(definition),
            Gaps = analyses.Gaps([.. groups.Concat(PastALimit(judgements)).Distinct()], cancellationToken),
            Baseline = request.Baseline is null ? null : new BaselineFile(
                request.BaselineName ?? "baseline", request.BaselineQuarantined, PeriodEvaluation.Evaluate(request.Baseline, 1, cancellationToken)),
            Scan = request.Scan is null ? null : analyses.Scan(request.Scan, cancellationToken),
            Need = definition.Need,
            LabelAudits = definition.Need is null ? [] : analyses.LabelAudits(cancellationToken),
        });
    }

    private static IEnumerable<SubgroupKey> PastALimit(IReadOnlyList<RuleJudgement> judgements) =>
        judgements.Where(judgement => judgement is { Rule.Metric.IsProportion: true, Verdict: Verdict.Below or Verdict.Watch }).Select(judgement => judgement.Subgroup.Key);
}

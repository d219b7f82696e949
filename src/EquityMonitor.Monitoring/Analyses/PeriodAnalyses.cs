using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>
/// The analyses of a model's tabs for encounters in memory: one period, all of it mature, held against another. <see cref="ModelAnalyses"/> gives the same of
/// stored days. Safe to use from several threads.
/// </summary>
public sealed class PeriodAnalyses
{
    private readonly PeriodFrame _period;
    private readonly AnalysisFrame _frame;
    private readonly Dictionary<SubgroupKey, SubgroupSample> _samples;

    /// <param name="period">What is analysed.</param>
    /// <param name="samples">Of the same period, as <see cref="PeriodEvaluation"/> gives them.</param>
    public PeriodAnalyses(PeriodFrame period, IReadOnlyList<SubgroupSample> samples)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(samples);
        _period = period;
        _frame = new AnalysisFrame(period.Definition, period.Frame);
        _samples = samples.ToDictionary(sample => sample.Key);
    }

    public CurveAnalysis Curves(IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken) => CurveAnalysis.Of(_frame, groups, cancellationToken);

    /// <summary>Of one window: a period has no course of time.</summary>
    public CalibrationAnalysis Calibration(IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken) =>
        CalibrationAnalysis.Of(_frame, PeriodFrame.Range.Mature, [PeriodFrame.Range.Mature], groups, group => _samples.GetValueOrDefault(group)?.Own, null, cancellationToken);

    /// <param name="baseline">The period that this one is held against, read by the same definition; null without one.</param>
    /// <param name="groups">Whose scores are compared.</param>
    public DriftAnalysis Drift(PeriodFrame? baseline, IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken)
    {
        var before = baseline is null ? null : new AnalysisFrame(baseline.Definition, baseline.Frame);
        return DriftAnalysis.Of(_frame, before, before is { Frame.Rows: > 0 } ? null : NotEstimableReason.NoBaseline, null, PeriodFrame.Range, groups, null, cancellationToken);
    }

    /// <summary>The standardised gaps of every proportion; without the groups whose gaps cannot be standardised, or that have nobody else.</summary>
    public IReadOnlyList<GroupGaps> Gaps(IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (!_samples.TryGetValue(SubgroupKey.All, out var all))
            return [];
        var standardisation = _frame.Standardised(PeriodFrame.Range);
        Metric[] metrics = [.. Metric.All.Where(metric => GapAnalysis.Covers(metric) && (metric != Metric.OverrideRate || _period.Definition.Response is not null))];
        return
        [
            .. groups.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Select(group => (Sample: _samples.GetValueOrDefault(group), Strata: standardisation.Of(group)))
                .Where(group => group is { Sample.Complement: not null, Strata: not null })
                .Select(group => new GroupGaps(
                    group.Sample!.Key, group.Strata!.By, [.. metrics.Select(metric => (metric, GroupGap.Of(metric, group.Sample, group.Strata, _frame.Scale, all.Own)))])),
        ];
    }

    /// <summary>Looks for subgroups that are worse than everyone else in one half of the patients, and confirms them in the other.</summary>
    /// <exception cref="ArgumentException">The metric cannot be scanned.</exception>
    public ScanResult Scan(ScanSettings settings, CancellationToken cancellationToken) => SubgroupScan.Run(
        LoadedPeriod.Of(_period.Definition, _period.Frame, PeriodFrame.Range.Scored, PeriodFrame.Range.AsOf.AddDays(_period.Definition.Outcome.MaturityDays)),
        settings,
        progress: null,
        cancellationToken);

    /// <summary>By each dimension, in the order of the definition.</summary>
    public IReadOnlyList<LabelAuditAnalysis> LabelAudits(CancellationToken cancellationToken) =>
        LabelAuditAnalysis.OfEach(_period.Definition, PeriodFrame.Range.Scored, [(PeriodFrame.Range.AsOf, _period.Columns)], cancellationToken);
}

/// <summary>The gaps of one group.</summary>
/// <param name="By">What was made equal.</param>
/// <param name="Metrics">Every proportion, in the catalogue's order.</param>
public sealed record GroupGaps(SubgroupKey Key, IReadOnlyList<DimensionDefinition> By, IReadOnlyList<(Metric Metric, GroupGap Gap)> Metrics);

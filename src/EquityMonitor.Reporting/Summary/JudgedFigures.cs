using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>The figures that verdicts were given on, as far as they may be released.</summary>
internal static class JudgedFigures
{
    /// <summary>From so many patients on a whole percent stands for more people than a small cell holds, so that a share leaves no small cell over.</summary>
    private const long ManyPatients = 200 * SmallCellSuppression.DefaultLargest;

    public static async Task<IReadOnlyDictionary<SubgroupKey, JudgedFigure>> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, RuleDefinition rule, DateOnly asOf, IReadOnlyCollection<SubgroupKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0 || await PointReader.DayAsync(context, modelId, rule.Window, asOf, keys.Max(key => key.Order), cancellationToken) is not { } day)
            return new Dictionary<SubgroupKey, JudgedFigure>();
        var all = day.Samples.FirstOrDefault(sample => sample.Key.Order == 0);
        var scale = RuleJudge.ScaleOf(definition);
        var wanted = keys.ToHashSet();
        return day.Samples.Where(sample => wanted.Contains(sample.Key)).ToDictionary(sample => sample.Key, sample => Of(rule.Metric, sample, all, scale));
    }

    private static JudgedFigure Of(Metric metric, SubgroupSample sample, SubgroupSample? all, ScoreScale scale)
    {
        var estimate = Estimator.Estimate(metric, sample.Own, scale, all: all?.Own);
        if (SmallCell.Of(sample).IsSmall(SmallCellSuppression.DefaultLargest) || (estimate is Estimate.Measured known && HasSmallPart(metric, known)))
            return new JudgedFigure(null, null, null, scale.Level, null, "suppressed, small cells");
        if (estimate is not Estimate.Measured measured)
            return new JudgedFigure(null, null, null, scale.Level, null, ((Estimate.NotEstimable)estimate).Reason.Text);
        return new JudgedFigure(AlertsOfMonth.Rounded(measured.Value), AlertsOfMonth.Rounded(measured.Interval?.Low), AlertsOfMonth.Rounded(measured.Interval?.High), measured.Level, Share(sample, all));
    }

    private static bool HasSmallPart(Metric metric, Estimate.Measured measured)
    {
        if (!metric.IsProportion)
            return false;
        var part = (long)Math.Round(measured.Value * measured.Denominator);
        return IsSmall(part) || IsSmall((long)Math.Round(measured.Denominator) - part);
    }

    private static bool IsSmall(long count) => count is > 0 and <= SmallCellSuppression.DefaultLargest;

    private static double? Share(SubgroupSample sample, SubgroupSample? all)
    {
        if (all is null || sample.Key.Order == 0)
            return null;
        var (own, whole) = sample.Own.Patients is { } patients && all.Own.Patients is { } everyone ? (patients, everyone) : (sample.Own.Scored, all.Own.Scored);
        return whole < ManyPatients ? null : AlertsOfMonth.Rounded((double)own / whole);
    }
}

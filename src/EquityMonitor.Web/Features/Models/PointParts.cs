using System.Linq.Expressions;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models;

/// <summary>
/// Which of its columns are read of a point. A chart over two years reads thousands of points, and most of the time goes into columns: those that its metric does
/// not come from stay in the database.
/// </summary>
[Flags]
public enum PointParts
{
    /// <summary>Whose point it is, how many there were by flag and outcome, and what repeated patients do to every variance: never left out.</summary>
    Counts = 0,

    /// <summary>Flags, responses and known outcomes among all who were scored.</summary>
    Rates = 1,

    /// <summary>Sums over scores.</summary>
    Scores = 2,

    /// <summary>AUROC, also of everyone else.</summary>
    Ranks = 4,

    /// <summary>Average precision.</summary>
    Precision = 8,

    /// <summary>Intercept and slope.</summary>
    Calibration = 16,

    /// <summary>How far scores have moved from the baseline.</summary>
    Drift = 32,
}

public static class PointPartsColumns
{
    private static readonly IReadOnlyList<(PointParts Part, string[] Columns)> Columns =
    [
        (PointParts.Counts,
        [
            nameof(EvaluationPoint.AsOf), nameof(EvaluationPoint.SubgroupId), nameof(EvaluationPoint.Scored), nameof(EvaluationPoint.Patients),
            nameof(EvaluationPoint.TruePositives), nameof(EvaluationPoint.FalsePositives), nameof(EvaluationPoint.FalseNegatives), nameof(EvaluationPoint.TrueNegatives),
            nameof(EvaluationPoint.ClusterVariances),
        ]),
        (PointParts.Rates, [nameof(EvaluationPoint.Flagged), nameof(EvaluationPoint.Responded), nameof(EvaluationPoint.Overridden), nameof(EvaluationPoint.Mature)]),
        (PointParts.Scores,
        [
            nameof(EvaluationPoint.SumScore), nameof(EvaluationPoint.SumSquaredError), nameof(EvaluationPoint.SumFourthPowerError), nameof(EvaluationPoint.SumSquaredErrorOfPositives),
        ]),
        (PointParts.Ranks,
        [
            nameof(EvaluationPoint.Auroc), nameof(EvaluationPoint.AurocVariance), nameof(EvaluationPoint.ComplementAuroc), nameof(EvaluationPoint.ComplementAurocVariance),
        ]),
        (PointParts.Precision, [nameof(EvaluationPoint.AveragePrecision), nameof(EvaluationPoint.AveragePrecisionDesignEffect)]),
        (PointParts.Calibration, [nameof(EvaluationPoint.Calibration)]),
        (PointParts.Drift,
        [
            nameof(EvaluationPoint.Psi), nameof(EvaluationPoint.PsiBins), nameof(EvaluationPoint.BaselineScored), nameof(EvaluationPoint.Ks), nameof(EvaluationPoint.KsPValue),
        ]),
    ];

    /// <summary>What a metric is estimated from.</summary>
    public static PointParts Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return (metric.Population == MetricPopulation.Evaluable ? PointParts.Counts : PointParts.Rates)
            | (metric.NeedsProbability ? PointParts.Scores : PointParts.Counts)
            | (metric == Metric.Auroc ? PointParts.Ranks : PointParts.Counts)
            | (metric == Metric.AveragePrecision ? PointParts.Precision : PointParts.Counts)
            | (metric.IsKeptOnRequest ? PointParts.Calibration : PointParts.Counts);
    }

    /// <summary>A point with these columns alone.</summary>
    public static Expression<Func<EvaluationPoint, EvaluationPoint>> Only(this PointParts parts)
    {
        var point = Expression.Parameter(typeof(EvaluationPoint), "point");
        var columns = Columns.Where(entry => parts.HasFlag(entry.Part)).SelectMany(entry => entry.Columns);
        return Expression.Lambda<Func<EvaluationPoint, EvaluationPoint>>(
            Expression.MemberInit(
                Expression.New(typeof(EvaluationPoint)),
                columns.Select(column => typeof(EvaluationPoint).GetProperty(column)!).Select(column => Expression.Bind(column, Expression.Property(point, column)))),
            point);
    }
}

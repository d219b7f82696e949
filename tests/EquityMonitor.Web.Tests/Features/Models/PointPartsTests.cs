using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class PointPartsTests : IDisposable
{
    private const PointParts Everything = PointParts.Rates | PointParts.Scores | PointParts.Ranks | PointParts.Precision | PointParts.Calibration | PointParts.Drift;

    private static readonly SubgroupKey Spanish = SubgroupKey.Of("language", "Spanish");
    private static readonly ScoreScale Scale = new(0.15, IsProbability: true, ConfidenceLevel.Default);

    private readonly MonitorFiles _files = new();

    public static TheoryData<string> Metrics => [.. Metric.ForRules.Select(metric => metric.Key)];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Metrics))]
    public async Task Of_Metric_AreAllThatItIsEstimatedFrom(string key)
    {
        var metric = Metric.Find(key)!;
        Seed.Fill(_files, days: 5);
        await FillEveryColumnAsync();

        var (few, all) = (await ReadAsync(PointPartsColumns.Of(metric)), await ReadAsync(Everything));

        var last = all.Days.Count - 1;
        Estimate(all.Own(Spanish, last)!).ShouldBeOfType<Estimate.Measured>().Interval.ShouldNotBeNull();
        Estimate(few.Own(Spanish, last)!).ShouldBe(Estimate(all.Own(Spanish, last)!));
        Estimate(few.Others(Spanish, last)!).ShouldBe(Estimate(all.Others(Spanish, last)!));
        SmallCells.In(metric, few.Own(Spanish, last)!).ShouldBe(SmallCells.In(metric, all.Own(Spanish, last)!));

        Estimate Estimate(PerformanceSample sample) => Estimator.Estimate(metric, sample, Scale, all: all.All(last));
    }

    [Fact]
    public async Task Of_Drift_IsWhatItsFiguresNeed()
    {
        Seed.Fill(_files, days: 5);
        await FillEveryColumnAsync();

        var (few, all) = (await ReadAsync(PointParts.Drift), await ReadAsync(Everything));

        few.Drift(Spanish, 4).ShouldBe(all.Drift(Spanish, 4));
        few.Drift(Spanish, 4).ShouldBe(new ScoreDrift(0.12, 10, 900, 0.2, 0.01));
        (await ReadAsync(PointParts.Rates)).Drift(Spanish, 4).ShouldBeNull();
    }

    private async Task<PointHistory> ReadAsync(PointParts parts)
    {
        await using var context = _files.CreateDbContext();
        var model = await context.Models.SingleAsync(TestContext.Current.CancellationToken);
        var subgroups = await PointReader.NumbersAsync(context, model.Id, [SubgroupKey.All, Spanish], TestContext.Current.CancellationToken);
        return await new PointHistoryReader(new PointMemory()).ReadAsync(
            context, model.Id, 90, subgroups, [], Seed.Newest.AddDays(-4), Seed.Newest, parts, TestContext.Current.CancellationToken);
    }

    private async Task FillEveryColumnAsync()
    {
        await using var context = _files.CreateDbContext();
        foreach (var point in await context.Points.ToListAsync(TestContext.Current.CancellationToken))
        {
            var n = point.TruePositives + point.FalsePositives + point.FalseNegatives + point.TrueNegatives;
            (point.Scored, point.Flagged, point.Responded, point.Overridden, point.Mature) = (n + 90, point.TruePositives + point.FalsePositives + 30, point.TruePositives, point.TruePositives / 3, n + 40);
            (point.SumScore, point.SumSquaredError, point.SumFourthPowerError, point.SumSquaredErrorOfPositives) = (0.2 * n, 0.12 * n, 0.05 * n, 0.07 * n);
            (point.Auroc, point.AurocVariance, point.ComplementAuroc, point.ComplementAurocVariance) = (0.7, 0.0004, 0.8, 0.0001);
            (point.AveragePrecision, point.AveragePrecisionDesignEffect) = (0.4, 1.2);
            point.Calibration = new CalibrationResult(new CalibrationFit.Found(0.1, 0.01, 1.1), new CalibrationFit.Found(0.9, 0.01, null));
            (point.Psi, point.PsiBins, point.BaselineScored, point.Ks, point.KsPValue) = (0.12, 10, 900, 0.2, 0.01);
            point.ClusterVariances = new ClusterVariances { Sensitivity = 0.004, FlagRate = 0.001, Auroc = 0.002, Brier = 0.0001, OverrideRate = 0.01, Prevalence = 0.0007 };
        }

        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}

using EquityMonitor.Statistics.Coverage;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>How often 95 % intervals hold the truth of known populations, at several sizes and rates, with few draws; the benchmark `coverage` takes many. Seeded.</summary>
public sealed class MetricCoverageTests
{
    private const int Draws = 400;

    public static TheoryData<string> Scenarios => [.. CoverageScenarios.All.Select(scenario => scenario.ToString())];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Interval_OfEveryKind_HoldsTheTruth(string name)
    {
        var scenario = CoverageScenarios.All.Single(item => item.ToString() == name);
        scenario.Run(Draws, 17, TestContext.Current.CancellationToken).ShouldCover(scenario);
    }

    [Fact]
    public void Scenarios_OfMetrics_LeaveNoneOut()
    {
        // FPR and FNR are the complements of what is there; override and outcome known rate are plain proportions; the calibration error has no interval.
        Metric[] others = [Metric.Fpr, Metric.Fnr, Metric.OverrideRate, Metric.OutcomeKnownRate, Metric.CalibrationError];
        CoverageScenarios.All[0].Run(1, 1, TestContext.Current.CancellationToken).Intervals.ShouldBe(Metric.Catalogue.Except(others).Select(metric => metric.Name), ignoreOrder: true);
    }

    [Fact]
    public void RepeatedPatients_TakenForIndependent_CoverTwoThirds()
    {
        // 250 patients with four equal encounters each: a design effect of 4, and an interval half as wide as it should be.
        var population = new Population(-1.0);
        var truths = population.Truth();
        var random = new Random(31);
        var tally = new CoverageTally();
        for (var draw = 0; draw < Draws; draw++)
        {
            var (rows, sample) = population.Draw(random, 250, new Visits(4, 4, 1));
            var source = Enumerable.Range(0, rows.Blocks).SelectMany(block =>
                Enumerable.Repeat((rows.Scores[block], (byte)1), rows.PositivesIn(block)).Concat(Enumerable.Repeat((rows.Scores[block], (byte)0), rows.NegativesIn(block)))).ToList();
            var without = ScoredOutcomes.Of([.. source.Select(row => row.Item1)], [.. source.Select(row => row.Item2)]);
            foreach (var metric in new[] { Metric.AveragePrecision, Metric.ScaledBrier, Metric.CalibrationSlope, Metric.CalibrationIntercept })
                tally.Count(metric.Key, RowMetrics.Estimate(metric, without, population.Scale), truths[metric]);
            foreach (var metric in new[] { Metric.Sensitivity, Metric.Brier, Metric.NetBenefit, Metric.F1 })
                tally.Count(metric.Key, Estimator.Estimate(metric, sample with { ClusterVariances = null }, population.Scale), truths[metric]);
        }

        foreach (var interval in tally.Intervals)
            tally[interval].Coverage.ShouldBe(0.67, 0.08, interval);
    }

    [Fact]
    public void StandardisedGap_StrataNearlyEmpty_DeltaMethodIsTooNarrow()
    {
        // Why it does not decide: strata of 1 to 6 encounters, in which everyone or no one may be found.
        var scenario = CoverageScenarios.All.First(item => item.Group == StandardisedCoverage.Group);
        scenario.Run(Draws, 6, TestContext.Current.CancellationToken)[StandardisedCoverage.Delta].Coverage.ShouldBeLessThan(0.9);
    }
}

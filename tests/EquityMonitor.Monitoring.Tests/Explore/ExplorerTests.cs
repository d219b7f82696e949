using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Explore;

/// <summary>What is explored against the evaluation of the same days that points are made with.</summary>
public sealed class ExplorerTests
{
    private static readonly string[] Columns = [.. ExploredHospital.Definition.Dimensions.Select(dimension => dimension.Column)];
    private static readonly SubgroupKey Four = SubgroupKey.Of(KeyValuePair.Create("race", "A"), KeyValuePair.Create("sex", "F"), KeyValuePair.Create("site", "Main"), KeyValuePair.Create("payer", "Private"));

    /// <summary>All, and one value, a pair, a triple and a quadruple, Unknown among them.</summary>
    private static readonly SubgroupKey[] Groups =
    [
        SubgroupKey.All, SubgroupKey.Of("race", "B"), SubgroupKey.Of("payer", "Unknown"), SubgroupKey.Of(KeyValuePair.Create("race", "Unknown"), KeyValuePair.Create("sex", "M")),
        SubgroupKey.Of(KeyValuePair.Create("race", "B"), KeyValuePair.Create("site", "North"), KeyValuePair.Create("sex", "F")), Four,
    ];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.4149)]
    [InlineData(0.6)]
    [InlineData(1.0)]
    public async Task Explore_AnyGroupAtAnyThreshold_IsWhatEvaluationGivesAtThatThreshold(double threshold) =>
        await CompareAsync(ExploredHospital.Definition, threshold);

    [Fact]
    public async Task Explore_WithoutPatients_IsWhatEvaluationGives() => await CompareAsync(ExploredHospital.Definition with { Patient = null }, 0.25);

    [Fact]
    public async Task Explore_PointsScore_IsWhatEvaluationGives() =>
        await CompareAsync(ExploredHospital.Definition with { Score = new ScoreDefinition("score", ScoreKind.Points, 0, 10), Threshold = 0.4 }, 0.5);

    [Fact]
    public async Task Explore_MetricsThatNeedTheEncounters_AreThoseOfTheirRows()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition with { Patient = null });

        var exploration = await explorer.ExploreAsync(ready, Groups[1], 0.3, TestContext.Current.CancellationToken);

        var (own, others, all) = (Outcomes(ExploredHospital.Evaluable(Groups[1])), Outcomes(ExploredHospital.Evaluable(Groups[1], others: true)), Outcomes(ExploredHospital.Evaluable(SubgroupKey.All)));
        foreach (var explored in exploration.Metrics.Where(explored => explored.Metric.Input == MetricInput.Encounters))
        {
            Near(explored.Own, RowMetrics.Estimate(explored.Metric, own, new ScoreScale(0.3, true, ConfidenceLevel.Default), all: all), explored.Metric);
            Near(explored.Others!, RowMetrics.Estimate(explored.Metric, others, new ScoreScale(0.3, true, ConfidenceLevel.Default), all: all), explored.Metric);
        }

        exploration.Metrics.Select(explored => explored.Metric).ShouldBe(Metric.Catalogue);
    }

    [Fact]
    public async Task Explore_SameMixOfSex_IsThatOfPlainCountsAtTheThreshold()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        var exploration = await explorer.ExploreAsync(ready, Groups[1], 0.45, TestContext.Current.CancellationToken);

        var positives = ExploredHospital.Evaluable(SubgroupKey.All).FindAll(row => row.Outcome == 1);
        double Rate(bool own, string sex) => positives.Where(row => row.Values[0] == "B" == own && row.Values[1] == sex).Average(row => row.Score >= 0.45 ? 1.0 : 0);
        var plain = new[] { "F", "M" }.Sum(sex => positives.Count(row => row.Values[1] == sex) / (double)positives.Count * (Rate(true, sex) - Rate(false, sex)));
        exploration.StandardisedBy.Select(dimension => dimension.Column).ShouldBe(["sex"]);
        var sensitivity = exploration.Metrics.Single(explored => explored.Metric == Metric.Sensitivity);
        ((Estimate.Measured)sensitivity.Standardised!.Difference).Value.ShouldBe(plain, 1e-12);
        ((Estimate.Measured)sensitivity.Standardised.Difference).DesignEffect.ShouldBe(Math.Max(((Estimate.Measured)sensitivity.Own).DesignEffect, ((Estimate.Measured)sensitivity.Others!).DesignEffect));
        exploration.Metrics.Where(explored => explored.Standardised is not null).Select(explored => explored.Metric).ShouldBe(Metric.Catalogue.Where(metric => metric.IsProportion));
    }

    [Fact]
    public async Task Explore_AllPatientsOrOneSex_HaveNoMixToMakeEqual()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        foreach (var group in new[] { SubgroupKey.All, SubgroupKey.Of("sex", "F"), Four })
        {
            var exploration = await explorer.ExploreAsync(ready, group, 0.3, TestContext.Current.CancellationToken);
            exploration.StandardisedBy.ShouldBeEmpty();
            exploration.Metrics.ShouldAllBe(explored => explored.Standardised == null);
        }
    }

    [Fact]
    public async Task Explore_Patients_AreDistinctOnEachSide()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        var exploration = await explorer.ExploreAsync(ready, Groups[1], 0.3, TestContext.Current.CancellationToken);

        static long Distinct(IEnumerable<ScoredEncounter> rows) => rows.Select(row => row.Patient ?? row.Encounter).Distinct().Count();
        exploration.Own.Patients.ShouldBe(Distinct(ExploredHospital.Rows.Where(row => row.Values[0] == "B")));
        exploration.Others!.Patients.ShouldBe(Distinct(ExploredHospital.Rows.Where(row => row.Values[0] != "B")));
    }

    [Fact]
    public async Task Explore_GroupOfNobody_HasReasonsAndNoFigures()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        var exploration = await explorer.ExploreAsync(ready, SubgroupKey.Of("race", "C"), 0.3, TestContext.Current.CancellationToken);

        exploration.Own.Scored.ShouldBe(0);
        exploration.Metrics.ShouldAllBe(explored => explored.Own is Estimate.NotEstimable && explored.Difference is Estimate.NotEstimable);
    }

    [Fact]
    public async Task Explore_FiveDimensionsOrAnUnknownOne_IsRefused()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        await Should.ThrowAsync<ArgumentException>(() => explorer.ExploreAsync(ready, SubgroupKey.Of([.. Four.Parts, KeyValuePair.Create("ward", "1")]), 0.3, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => explorer.ExploreAsync(ready, SubgroupKey.Of("ward", "1"), 0.3, CancellationToken.None));
    }

    [Fact]
    public async Task Explore_GivenUp_StopsWithoutAResult()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        await Should.ThrowAsync<OperationCanceledException>(() => explorer.ExploreAsync(ready, Four, 0.3, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Move_PeriodInMemory_IsTheSameAsExploringIt()
    {
        var (explorer, ready, cache) = ExploredHospital.Load(ExploredHospital.Definition);
        (await explorer.MoveAsync(ready.Facts.Key, Four, 0.5, CancellationToken.None)).ShouldBeNull();
        using var hospital = new Evaluation.StoredHospital(ExploredHospital.Definition);
        await hospital.PutAsync(ExploredHospital.Rows);
        var loaded = (PeriodResult.Ready)await hospital.Explorer.LoadAsync("small", ExploredHospital.Period, null, CancellationToken.None);

        var moved = await hospital.Explorer.MoveAsync(loaded.Facts.Key, Four, 0.5, CancellationToken.None);

        var explored = await explorer.ExploreAsync(ready, Four, 0.5, CancellationToken.None);
        moved!.Own.ShouldBe(explored.Own);
        moved.Metrics.ShouldBe(explored.Metrics);
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Curves_OfAGroup_AreThoseOfItsRows()
    {
        var (explorer, ready, _) = ExploredHospital.Load(ExploredHospital.Definition);

        var curves = await explorer.CurvesAsync(ready, Groups, TestContext.Current.CancellationToken);

        foreach (var curve in curves)
        {
            var rows = Outcomes(ExploredHospital.Evaluable(curve.Key));
            (curve.Positives, curve.Negatives).ShouldBe((rows.Positives, rows.Negatives));
            curve.Roc.Value.ShouldBe(RocCurve.Of(rows).Value);
            curve.PrecisionRecall.Value.ShouldBe(PrecisionRecallCurve.Of(rows).Value);
            curve.Counts.At(0.4).ShouldBe(new ConfusionByThreshold(rows).At(0.4));
            Near(curve.AveragePrecision, RowMetrics.Estimate(Metric.AveragePrecision, rows, new ScoreScale(0.3, true, ConfidenceLevel.Default)), Metric.AveragePrecision, onlyValue: true);
        }

        curves.Select(curve => curve.Key).ShouldBe(Groups);
        await Should.ThrowAsync<ArgumentException>(() => explorer.CurvesAsync(ready, [.. Groups, SubgroupKey.Of("sex", "F"), SubgroupKey.Of("sex", "M")], CancellationToken.None));
    }

    private static async Task CompareAsync(ModelDefinition definition, double threshold)
    {
        var (explorer, ready, _) = ExploredHospital.Load(definition);
        var at = definition with { Threshold = threshold };
        var evaluated = StoredPeriod.Evaluate(at, ExploredHospital.Columns(at), ExploredHospital.Period, ExploredHospital.Mature, [Columns, [.. Columns.Take(2)], [.. Columns.Take(3)]], CancellationToken.None)
            .ToDictionary(sample => sample.Key);
        var all = evaluated[SubgroupKey.All].Own;
        var scale = new ScoreScale(threshold, at.Score.Kind == ScoreKind.Probability, ConfidenceLevel.Default);
        foreach (var group in Groups)
        {
            var exploration = await explorer.ExploreAsync(ready, group, threshold, TestContext.Current.CancellationToken);

            var sample = evaluated[group];
            exploration.Own.ShouldBe(sample.Own with { AveragePrecision = null }, group.ToString());
            (exploration.Others is null ? null : exploration.Others with { Patients = null }).ShouldBe(sample.Complement, group.ToString());
            foreach (var explored in exploration.Metrics.Where(explored => explored.Metric.Input == MetricInput.Counts))
            {
                explored.Own.ShouldBe(Estimator.Estimate(explored.Metric, sample.Own, scale, all: all));
                explored.Others.ShouldBe(sample.Complement is null ? null : Estimator.Estimate(explored.Metric, sample.Complement, scale, all: all));
                explored.Difference.ShouldBe(Comparison.Difference(explored.Metric, sample.Own, sample.Complement, scale, all: all));
            }
        }
    }

    private static ScoredOutcomes Outcomes(List<ScoredEncounter> rows) => ScoredOutcomes.Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Outcome!.Value)]);

    private static void Near(Estimate estimate, Estimate plain, Metric metric, bool onlyValue = false)
    {
        var (left, right) = ((Estimate.Measured)estimate, (Estimate.Measured)plain);
        left.Value.ShouldBe(right.Value, 1e-12, metric.Key);
        left.Denominator.ShouldBe(right.Denominator, 1e-12, metric.Key);
        if (onlyValue)
            return;
        (left.Interval?.Low ?? -1).ShouldBe(right.Interval?.Low ?? -1, 1e-12, metric.Key);
        (left.Interval?.High ?? -1).ShouldBe(right.Interval?.High ?? -1, 1e-12, metric.Key);
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

public sealed class PeriodEvaluationTests
{
    private static readonly List<ScoredEncounter> Rows = Hospital.Rows(12);

    [Fact]
    public void Evaluate_OrderTwo_HoldsAllEverySingleAndEveryPairThatOccurs()
    {
        var samples = PeriodEvaluation.Evaluate(Hospital.Definition, Rows, 2, TestContext.Current.CancellationToken);

        samples[0].Key.ShouldBe(SubgroupKey.All);
        samples.Count(sample => sample.Key.Order == 1).ShouldBe(3 + 2 + 3);
        samples.Count(sample => sample.Key.Order == 2).ShouldBe((3 * 2) + (3 * 3) + (2 * 3));
        samples.Select(sample => sample.Key).ShouldBeInOrder();
    }

    [Fact]
    public void Evaluate_EverySubgroup_EqualsPlainCounting()
    {
        foreach (var sample in PeriodEvaluation.Evaluate(Hospital.Definition, Rows, 2, TestContext.Current.CancellationToken))
        {
            var own = Rows.Where(row => Belongs(row, sample.Key)).ToList();
            Compare(sample.Own, own, sample.Key);
            if (sample.Complement is { } complement)
                Compare(complement, [.. Rows.Except(own)], sample.Key);
        }
    }

    [Fact]
    public void Evaluate_EverySubgroup_KeepsWhatAveragePrecisionScaledBrierAndOverridesNeed()
    {
        foreach (var sample in PeriodEvaluation.Evaluate(Hospital.Definition, Rows, 2, TestContext.Current.CancellationToken).Select(sample => (sample.Key, sample.Own)))
        {
            var own = Rows.Where(row => Belongs(row, sample.Key)).OrderBy(row => row.Patient ?? row.Encounter, StringComparer.Ordinal).ToList();
            var evaluable = own.Where(row => row.Outcome is not null).ToList();
            var outcomes = ScoredOutcomes.Of([.. evaluable.Select(row => row.Score)], [.. evaluable.Select(row => row.Outcome!.Value)], Starts(evaluable));
            foreach (var metric in new[] { Metric.AveragePrecision, Metric.ScaledBrier })
                ShouldBeNear(Estimator.Estimate(metric, sample.Own, Scale), RowMetrics.Estimate(metric, outcomes, Scale), $"{metric.Key} of {sample.Key}");

            // The share of overrides, the patient as the unit, by its definition.
            var responded = own.Where(row => row.Score >= 0.3 && row.Response != Response.None).ToList();
            var share = responded.Count(row => row.Response == Response.Overridden) / (double)responded.Count;
            var patients = responded.GroupBy(row => row.Patient ?? row.Encounter).ToList();
            var clustered = patients.Sum(rows => Math.Pow(rows.Sum(row => ((row.Response == Response.Overridden ? 1 : 0) - share) / responded.Count), 2)) * patients.Count / (patients.Count - 1);
            Estimator.Estimate(Metric.OverrideRate, sample.Own, Scale).ShouldBeOfType<Estimate.Measured>()
                .DesignEffect.ShouldBe(Math.Max(1, clustered / (share * (1 - share) / responded.Count)), 1e-9, sample.Key.ToString());
        }
    }

    private static readonly ScoreScale Scale = new(0.3, IsProbability: true, ConfidenceLevel.Default);

    private static int[] Starts(List<ScoredEncounter> rows) =>
        [.. Enumerable.Range(0, rows.Count).Where(row => row == 0 || (rows[row].Patient ?? rows[row].Encounter) != (rows[row - 1].Patient ?? rows[row - 1].Encounter))];

    private static void ShouldBeNear(Estimate kept, Estimate ofRows, string what)
    {
        var (actual, expected) = (kept.ShouldBeOfType<Estimate.Measured>(what), ofRows.ShouldBeOfType<Estimate.Measured>(what));
        actual.Value.ShouldBe(expected.Value, 1e-10, what);
        actual.DesignEffect.ShouldBe(expected.DesignEffect, 1e-9, what);
        actual.StandardError!.Value.ShouldBe(expected.StandardError!.Value, 1e-10, what);
    }

    [Fact]
    public void Evaluate_RowsInAnotherOrder_IsEqualToTheBit()
    {
        var shuffled = Rows.ToArray();
        new Random(7).Shuffle(shuffled);

        PeriodEvaluation.Evaluate(Hospital.Definition, shuffled, 2, TestContext.Current.CancellationToken)
            .ShouldBe(PeriodEvaluation.Evaluate(Hospital.Definition, Rows, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Evaluate_WithoutPatientColumn_CountsEncountersAsIndependent()
    {
        var samples = PeriodEvaluation.Evaluate(Hospital.Definition with { Patient = null }, Rows, 1, TestContext.Current.CancellationToken);

        samples.ShouldAllBe(sample => sample.Own.ClusterVariances == null && sample.Own.Patients == null);
    }

    [Fact]
    public void Evaluate_NoRows_IsEmpty() =>
        PeriodEvaluation.Evaluate(Hospital.Definition, [], 2, TestContext.Current.CancellationToken).ShouldBeEmpty();

    private static bool Belongs(ScoredEncounter row, SubgroupKey key) => key.Parts.All(part =>
        row.Values[Hospital.Definition.Dimensions.Select(dimension => dimension.Column).ToList().IndexOf(part.Key)] == part.Value);

    private static void Compare(PerformanceSample sample, List<ScoredEncounter> rows, SubgroupKey key)
    {
        var evaluable = rows.Where(row => row.Outcome is not null).ToList();
        sample.Scored.ShouldBe(rows.Count, key.ToString());
        sample.Mature.ShouldBe(rows.Count, key.ToString());
        sample.Flagged.ShouldBe(rows.Count(row => row.Score >= 0.3), key.ToString());
        sample.Responded.ShouldBe(rows.Count(row => row.Score >= 0.3 && row.Response != Response.None), key.ToString());
        sample.Overridden.ShouldBe(rows.Count(row => row.Score >= 0.3 && row.Response == Response.Overridden), key.ToString());
        sample.Counts.ShouldBe(new ConfusionCounts(
            evaluable.Count(row => row.Score >= 0.3 && row.Outcome == 1),
            evaluable.Count(row => row.Score >= 0.3 && row.Outcome == 0),
            evaluable.Count(row => row.Score < 0.3 && row.Outcome == 1),
            evaluable.Count(row => row.Score < 0.3 && row.Outcome == 0)));
        sample.SumScore.ShouldBe(evaluable.Sum(row => row.Score), 1e-9);
        sample.SumSquaredError.ShouldBe(evaluable.Sum(row => Math.Pow(row.Score - row.Outcome!.Value, 2)), 1e-9);
        sample.SumFourthPowerError.ShouldBe(evaluable.Sum(row => Math.Pow(row.Score - row.Outcome!.Value, 4)), 1e-9);
        sample.SumSquaredErrorOfPositives!.Value.ShouldBe(evaluable.Where(row => row.Outcome == 1).Sum(row => Math.Pow(row.Score - 1, 2)), 1e-9);
        if (sample.Patients is { } patients)
            patients.ShouldBe(rows.Select(row => row.Patient ?? row.Encounter).Distinct().Count(), key.ToString());
        PlainAuroc(evaluable).ShouldBe(sample.Auroc?.Area ?? double.NaN, 1e-12, key.ToString());
    }

    private static double PlainAuroc(List<ScoredEncounter> rows)
    {
        var positives = rows.Where(row => row.Outcome == 1).Select(row => row.Score).ToList();
        var negatives = rows.Where(row => row.Outcome == 0).Select(row => row.Score).ToList();
        return positives.Sum(positive => negatives.Sum(negative => positive > negative ? 1.0 : positive == negative ? 0.5 : 0)) / positives.Count / negatives.Count;
    }
}

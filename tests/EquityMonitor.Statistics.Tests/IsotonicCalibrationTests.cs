using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class IsotonicCalibrationTests
{
    private const string Seed = "0000KOIPe5E3";
    private static readonly Gen<Cohort> Cohorts =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 150], Gen.Int[1, 40]).Select((seed, rows, grid) => Cohort.Random(seed, rows, grid, 1, 1));

    [Fact]
    public void Fit_AnyRows_EqualsTheMinMaxFormulaAtEveryScore() => Cohorts.Sample(
        cohort =>
        {
            // Robertson, Wright and Dykstra 1988: the fit at x is the largest, over starts at or below x, of the smallest mean over ends at or above x.
            var fit = IsotonicCalibration.Fit(ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes)).Value;
            var scores = cohort.Scores.Distinct().Order().ToList();
            foreach (var x in scores)
            {
                var plain = scores.Where(low => low <= x).Max(low => scores.Where(high => high >= x).Min(high =>
                    Enumerable.Range(0, cohort.Rows).Where(row => cohort.Scores[row] >= low && cohort.Scores[row] <= high).Average(row => cohort.Outcomes[row])));
                fit.At(x).ShouldBe(plain, 1e-12);
            }
        },
        iter: 60,
        seed: Seed);

    [Fact]
    public void Fit_AnyRows_RisesKeepsTheMeanAndIsConstantOutside() => Cohorts.Sample(
        cohort =>
        {
            var fit = IsotonicCalibration.Fit(ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes)).Value;
            cohort.Scores.Sum(fit.At).ShouldBe(cohort.Outcomes.Sum(outcome => outcome), 1e-9);
            fit.At(-5).ShouldBe(fit.At(cohort.Scores.Min()));
            fit.At(7).ShouldBe(fit.At(cohort.Scores.Max()));
            var previous = 0.0;
            for (var x = -0.1; x < 1.1; x += 0.013)
            {
                fit.At(x).ShouldBeInRange(previous - 1e-12, 1);
                previous = fit.At(x);
            }

            fit.Scores.Zip(fit.Scores.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
        },
        iter: 300,
        seed: Seed);

    [Fact]
    public void Fit_FixtureAndTinySample_EqualScikitLearnAndR()
    {
        var expected = Fixture.Golden.GetProperty("isotonic");
        var fit = IsotonicCalibration.Fit(Fixture.Outcomes([.. Fixture.Rows.Where(row => !row.Current)])).Value;
        foreach (var (probe, value) in Fixture.Numbers(expected.GetProperty("probes")).Zip(Fixture.Numbers(expected.GetProperty("calibrated"))))
            Fixture.Near(fit.At(probe), value, $"at {probe}");
        foreach (var probe in new[] { "0.05", "0.1", "0.2", "0.31" })
            Fixture.Near(fit.At(double.Parse(probe, System.Globalization.CultureInfo.InvariantCulture)), Fixture.R("All", $"isotonic_{probe}"), $"R at {probe}");

        var tiny = expected.GetProperty("tiny");
        var small = IsotonicCalibration.Fit(ScoredOutcomes.Of(Fixture.Numbers(tiny.GetProperty("x")), [.. Fixture.Numbers(tiny.GetProperty("y")).Select(y => (byte)y)])).Value;
        foreach (var (probe, value) in Fixture.Numbers(tiny.GetProperty("probes")).Zip(Fixture.Numbers(tiny.GetProperty("calibrated"))))
            small.At(probe).ShouldBe(value, 1e-14, $"at {probe}");
    }

    [Fact]
    public void Expected_Fixture_EqualsSumsOverScikitLearnsFit()
    {
        var expected = Fixture.Golden.GetProperty("isotonic");
        var mature = Fixture.Outcomes([.. Fixture.Rows.Where(row => !row.Current)]);
        var waiting = Fixture.Rows.Where(row => row.Current).ToList();
        var provisional = ConfidenceBasedEstimation.Fit(mature, Fixture.Scale).Estimate(Fixture.Scores(waiting), Fixture.Threshold);
        var counts = provisional.ShouldBeOfType<ProvisionalPerformance.Expected>().Counts;
        Fixture.Near(counts.TruePositives, expected.GetProperty("tp").GetDouble(), "tp");
        Fixture.Near(counts.FalsePositives, expected.GetProperty("fp").GetDouble(), "fp");
        Fixture.Near(counts.FalseNegatives, expected.GetProperty("fn").GetDouble(), "fn");
        Fixture.Near(counts.TrueNegatives, expected.GetProperty("tn").GetDouble(), "tn");

        var items = BackTest.Compare(provisional, Fixture.Sample(waiting), Fixture.Scale);
        var sensitivity = items.Single(item => item.Metric == Metric.Sensitivity);
        sensitivity.Error.Value.ShouldBe(
            (counts.TruePositives / (counts.TruePositives + counts.FalseNegatives)) - (waiting.Count(row => row.Flagged && row.Outcome == 1) / (double)waiting.Count(row => row.Outcome == 1)), 1e-14);
        sensitivity.WithinInterval.Value.ShouldBeFalse("scores at one site are too high in the second half, which confidence-based estimation cannot see");
        foreach (var item in items)
        {
            // The expected value of every metric is the estimator's of counts a million times as large, rounded to whole ones.
            long Many(double count) => (long)Math.Round(count * 1e6);
            var many = Samples.FromCounts(Many(counts.TruePositives), Many(counts.FalsePositives), Many(counts.FalseNegatives), Many(counts.TrueNegatives));
            item.Expected.ValueOrNull!.Value.ShouldBe(Estimator.Estimate(item.Metric, many, Fixture.Scale).ValueOrNull!.Value, 1e-6, item.Metric.Key);
            item.Realised.ShouldBe(Estimator.Estimate(item.Metric, Fixture.Sample(waiting), Fixture.Scale), item.Metric.Key);
        }

        BackTest.Summarise(items).Value.Compared.ShouldBe(12);
    }

    [Fact]
    public void Expected_AtTheMinimum_IsEstimatedAndBelowSaysWhy()
    {
        ScoredOutcomes Of(int positives, int negatives) => ScoredOutcomes.Of(
            [.. Enumerable.Range(0, positives + negatives).Select(row => row / 1000.0)], [.. Enumerable.Range(0, positives + negatives).Select(row => (byte)(row < positives ? 1 : 0))]);
        Reason(Of(49, 400)).ShouldBe(NotEstimableReason.TooFewToCalibrate);
        Reason(Of(400, 49)).ShouldBe(NotEstimableReason.TooFewToCalibrate);
        ConfidenceBasedEstimation.Fit(Of(50, 50), Samples.Scale).Estimate([0.2], 0.5).ShouldBeOfType<ProvisionalPerformance.Expected>();
        ConfidenceBasedEstimation.Fit(Of(50, 50), Samples.Scale).Estimate([], 0.5).Estimate(Metric.Ppv, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NothingToExpect));
        ConfidenceBasedEstimation.Fit(Of(50, 50), new ScoreScale(5, IsProbability: false, ConfidenceLevel.Default)).Estimate([0.2], 0.5).Estimate(Metric.Ppv, Samples.Scale)
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ScoreIsNotAProbability));

        static NotEstimableReason Reason(ScoredOutcomes mature) =>
            ConfidenceBasedEstimation.Fit(mature, Samples.Scale).Estimate([0.2], 0.5).ShouldBeOfType<ProvisionalPerformance.NotEstimable>().Reason;
    }

    [Fact]
    public void Expected_OnTheCalibrationRowsThemselves_KeepsTheirOutcomes()
    {
        // Sums of c(s) over the rows it was fitted on are the outcomes; per side of the threshold they are those of whole pooled blocks.
        var rows = Fixture.Rows.Where(row => !row.Current).ToList();
        var counts = ConfidenceBasedEstimation.Fit(Fixture.Outcomes(rows), Fixture.Scale).Estimate(Fixture.Scores(rows), Fixture.Threshold)
            .ShouldBeOfType<ProvisionalPerformance.Expected>().Counts;
        (counts.TruePositives + counts.FalseNegatives).ShouldBe(rows.Count(row => row.Outcome == 1), 1e-8);
        counts.Total.ShouldBe(rows.Count, 1e-8);
    }

    [Fact]
    public void Estimate_ExpectedCounts_FollowTheDefinitionsAndNameEmptyDenominators()
    {
        var counts = new ExpectedConfusion(3, 1, 2, 4);
        counts.Estimate(Metric.Sensitivity, Samples.Scale).ValueOrNull.ShouldBe(0.6);
        counts.Estimate(Metric.Fnr, Samples.Scale).ValueOrNull.ShouldBe(0.4);
        counts.Estimate(Metric.Specificity, Samples.Scale).ValueOrNull.ShouldBe(0.8);
        counts.Estimate(Metric.Fpr, Samples.Scale).ValueOrNull.ShouldBe(0.2);
        counts.Estimate(Metric.Ppv, Samples.Scale).ValueOrNull.ShouldBe(0.75);
        counts.Estimate(Metric.Npv, Samples.Scale).ValueOrNull!.Value.ShouldBe(2 / 3.0, 1e-15);
        counts.Estimate(Metric.Accuracy, Samples.Scale).ValueOrNull.ShouldBe(0.7);
        counts.Estimate(Metric.Prevalence, Samples.Scale).ValueOrNull.ShouldBe(0.5);
        counts.Estimate(Metric.BalancedAccuracy, Samples.Scale).ValueOrNull!.Value.ShouldBe(0.7, 1e-15);
        counts.Estimate(Metric.F1, Samples.Scale).ValueOrNull!.Value.ShouldBe(6 / 9.0, 1e-15);
        counts.Estimate(Metric.Nne, Samples.Scale).ValueOrNull!.Value.ShouldBe(4 / 3.0, 1e-15);
        counts.Estimate(Metric.NetBenefit, new ScoreScale(0.2, true, ConfidenceLevel.Default)).ValueOrNull!.Value.ShouldBe((3 - 0.25) / 10, 1e-15);
        counts.Estimate(Metric.NetBenefit, new ScoreScale(1, true, ConfidenceLevel.Default)).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ThresholdNotInside));
        counts.Estimate(Metric.NetBenefit, new ScoreScale(5, false, ConfidenceLevel.Default)).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ScoreIsNotAProbability));
        new ExpectedConfusion(0, 3, 2, 1).Estimate(Metric.Nne, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoTruePositives));
        new ExpectedConfusion(0, 3, 0, 1).Estimate(Metric.F1, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoExpectedEvents));
        new ExpectedConfusion(2, 0, 1, 0).Estimate(Metric.BalancedAccuracy, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoNegatives));
        counts.Estimate(Metric.Ppv, Samples.Scale).ShouldBeOfType<Estimate.Measured>().IntervalReason.ShouldBe(NotEstimableReason.Provisional);
        counts.Estimate(Metric.Auroc, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NotProvisional));
        new ExpectedConfusion(0, 0, 2, 3).Estimate(Metric.Ppv, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoneFlagged));
        new ExpectedConfusion(2, 3, 0, 0).Estimate(Metric.Npv, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.AllFlagged));
        new ExpectedConfusion(0, 3, 0, 1).Estimate(Metric.Sensitivity, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoExpectedEvents));
        new ExpectedConfusion(2, 0, 1, 0).Estimate(Metric.Fpr, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoNegatives));
    }

    [Fact]
    public void Summarise_NothingToCompare_SaysWhy()
    {
        BackTest.Summarise([]).Reason.ShouldBe(NotEstimableReason.NoPastEstimates);
        var not = new ProvisionalPerformance.NotEstimable(NotEstimableReason.TooFewToCalibrate);
        var uncompared = BackTest.Compare(not, Samples.FromCounts(5, 5, 5, 5), Samples.Scale);
        uncompared.ShouldAllBe(item => item.Error.Reason == NotEstimableReason.TooFewToCalibrate && item.WithinInterval.Reason == NotEstimableReason.TooFewToCalibrate);
        BackTest.Summarise(uncompared).Reason.ShouldBe(NotEstimableReason.TooFewToCalibrate);
        BackTestItem Item(double error, bool within) => new(Metric.Ppv, NotEstimableReason.Provisional, NotEstimableReason.Provisional, error, within);
        BackTest.Summarise([Item(0.1, false), Item(-0.3, true)]).Value.ShouldBe(new BackTestSummary(2, (0.1 - 0.3) / 2, 0.2, 1));
    }

    [Fact]
    public void Compare_NothingHappened_NamesWhatTheOutcomesLack()
    {
        var expected = new ProvisionalPerformance.Expected(new ExpectedConfusion(3, 1, 2, 4), 10);
        var items = BackTest.Compare(expected, Samples.FromCounts(0, 4, 0, 6), Samples.Scale);
        items.Single(item => item.Metric == Metric.Sensitivity).Error.Reason.ShouldBe(NotEstimableReason.NoPositives);
        var predictive = items.Single(item => item.Metric == Metric.Ppv);
        predictive.Error.Value.ShouldBe(0.75, 1e-15);
        predictive.WithinInterval.Value.ShouldBeFalse();
    }

    [Fact]
    public void Compare_RealisedValueWithoutInterval_HasAnErrorAndSaysWhyNothingIsWithin()
    {
        // Nobody with a net benefit apart from zero varies: nobody was flagged.
        var item = BackTest.Compare(new ProvisionalPerformance.Expected(new ExpectedConfusion(0, 0, 2, 8), 10), Samples.FromCounts(0, 0, 2, 8), Samples.Scale).Single(item => item.Metric == Metric.NetBenefit);
        item.Error.Value.ShouldBe(0);
        item.WithinInterval.Reason.ShouldBe(((Estimate.Measured)item.Realised).IntervalReason);
        item.WithinInterval.Reason.ShouldBe(NotEstimableReason.NoVariation);
    }

    [Fact]
    public void Calibration_TooFewOrPoints_SaysWhy()
    {
        var few = ScoredOutcomes.Of([0.1, 0.9], [0, 1]);
        ConfidenceBasedEstimation.Fit(few, Samples.Scale).Calibration.Reason.ShouldBe(NotEstimableReason.TooFewToCalibrate);
        ConfidenceBasedEstimation.Fit(few, new ScoreScale(5, IsProbability: false, ConfidenceLevel.Default)).Calibration.Reason.ShouldBe(NotEstimableReason.ScoreIsNotAProbability);
    }

    [Fact]
    public void Fit_NoRows_SaysSo()
    {
        IsotonicCalibration.Fit(ScoredOutcomes.Of([], [])).Reason.ShouldBe(NotEstimableReason.NoEvaluableEncounters);
        Should.Throw<ArgumentException>(() => IsotonicCalibration.Fit(ScoredOutcomes.Of([0.1], [1])).Value.At(double.NaN)).Message.ShouldContain("not a number");
    }
}

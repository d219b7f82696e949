using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class RowMetricsTests
{
    private const string Seed = "0000KOIPe5E3";

    private static readonly Gen<Cohort> Cohorts =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 150], Gen.Int[1, 40], Gen.Int[1, 4]).Select((seed, rows, grid, most) => Cohort.Random(seed, rows, grid, 1, most));

    private static readonly Metric[] OfRows = [.. Metric.Catalogue.Where(metric => metric.Input == MetricInput.Encounters)];

    [Fact]
    public void Estimate_AnyRows_EqualsThePlainDefinitions() => Cohorts.Sample(
        cohort =>
        {
            var rows = Of(cohort);
            var plain = cohort.Scores.Zip(cohort.Outcomes, (score, outcome) => (score, (int)outcome)).ToList();
            if (cohort.Rows > 0)
                Value(Metric.CalibrationError, rows)!.Value.ShouldBe(PlainRowMetrics.CalibrationError(plain), 1e-13);
            if (rows.Positives == 0 || rows.Negatives == 0)
                return;
            Value(Metric.AveragePrecision, rows)!.Value.ShouldBe(PlainRowMetrics.AveragePrecision(plain), 1e-13);
            var scaled = ScaledBrier.Estimate(rows, ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>();
            var expected = PlainRowMetrics.ScaledBrier(plain);
            scaled.Value.ShouldBe(expected.Value, 1e-12);
            (scaled.StandardError ?? 0).ShouldBe(expected.StandardError, 1e-7);
        },
        iter: 500,
        seed: Seed);

    /// <summary>What points keep, against the rows themselves, for a group and everyone else.</summary>
    [Fact]
    public void Estimate_OfWhatPointsKeep_EqualsThatOfTheRows() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 300], Gen.Int[1, 40], Gen.Int[1, 4], Gen.Bool).Sample(
        input =>
        {
            var (seed, count, grid, most, clustered) = input;
            var cohort = Cohort.Random(seed, count, grid, 3, most);
            var (own, complement) = Samples.Of(cohort, clustered);
            foreach (var (sample, chosen) in new[] { (own, new Func<int, bool>(row => cohort.Codes[row] == 0)), (complement, row => cohort.Codes[row] != 0) })
            {
                int[] rows = [.. Enumerable.Range(0, cohort.Rows).Where(row => row % 7 != 3 && chosen(row))];
                var patients = cohort.Patients;
                var outcomes = ScoredOutcomes.Of(
                    [.. rows.Select(row => cohort.Scores[row])], [.. rows.Select(row => cohort.Outcomes[row])],
                    clustered ? [.. Enumerable.Range(0, rows.Length).Where(item => item == 0 || patients[rows[item]] != patients[rows[item - 1]])] : []);
                foreach (var metric in new[] { Metric.AveragePrecision, Metric.ScaledBrier })
                    ShouldEqual(metric, Estimator.Estimate(metric, sample, Samples.Scale), RowMetrics.Estimate(metric, outcomes, Samples.Scale));
            }
        },
        iter: 400,
        seed: Seed);

    [Fact]
    public void EvaluatePartition_BadInput_NamesIt()
    {
        var rows = RankedOutcomes.FromScores([0.1, 0.2], [0, 1]);
        Should.Throw<ArgumentException>(() => AveragePrecision.EvaluatePartition(rows, [0], new AveragePrecisionResult?[1])).Message.ShouldContain("1 codes for 2 rows");
        Should.Throw<ArgumentException>(() => AveragePrecision.EvaluatePartition(rows, [], new AveragePrecisionResult?[2])).Message.ShouldContain("0 codes for 2 rows");
        Should.Throw<ArgumentException>(() => AveragePrecision.EvaluatePartition(rows, [0, 2], new AveragePrecisionResult?[2])).Message.ShouldContain("only 2 cells");
    }

    [Fact]
    public void Calibration_AnyRowsWithAFit_HasAVanishingGradient() => Cohorts.Sample(
        cohort =>
        {
            var rows = Of(cohort);
            var plain = cohort.Scores.Zip(cohort.Outcomes, (score, outcome) => (score, (int)outcome)).ToList();
            if (rows.Positives == 0 || rows.Negatives == 0)
                return;
            var intercept = LogisticFit.Intercept(rows, 100).Fit.ShouldNotBeNull();
            PlainRowMetrics.LogisticGradient(plain, intercept.Value, 1).ByA.ShouldBe(0, 1e-8);
            var (fit, reason) = LogisticFit.Slope(rows, 100);
            (fit is null).ShouldBe(reason is not null);
            if (fit is null)
            {
                reason.ShouldBeOneOf(NotEstimableReason.ScoresSeparateOutcomes, NotEstimableReason.NoVariation);
                return;
            }

            var (byA, byB) = PlainRowMetrics.LogisticGradient(plain, fit.A, fit.B);
            byA.ShouldBe(0, 1e-7);
            byB.ShouldBe(0, 1e-6);
        },
        iter: 500,
        seed: Seed);

    [Theory]
    [InlineData(5, 62)]
    [InlineData(38, 29)]
    public void Intercept_OnlyScoresOfZeroAndOne_AsManyOnesAsPositives_IsFound(int zeros, int ones)
    {
        // Every intercept between the two is nearly as likely as any other, so that the sums of the score equation are rounding.
        var rows = ScoredOutcomes.Of(
            [.. Enumerable.Range(0, zeros + ones).Select(row => row < ones ? 1.0 : 0)], [.. Enumerable.Range(0, zeros + ones).Select(row => (byte)(row == 0 || (row > 1 && row <= ones) ? 1 : 0))]);
        rows.Positives.ShouldBe(ones);
        var intercept = LogisticCalibration.Estimate(rows, ConfidenceLevel.Default).Intercept.ShouldBeOfType<Estimate.Measured>();
        Math.Abs(intercept.Value).ShouldBeLessThan(23);
        intercept.StandardError!.Value.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Estimate_RowsInAnotherOrder_GivesTheSameBits() => Cohorts.Sample(
        cohort =>
        {
            var order = Enumerable.Range(0, cohort.Rows).ToArray();
            new Random(cohort.Rows).Shuffle(order);
            var shuffled = ScoredOutcomes.Of([.. order.Select(row => cohort.Scores[row])], [.. order.Select(row => cohort.Outcomes[row])]);
            foreach (var metric in OfRows)
                RowMetrics.Estimate(metric, shuffled, Samples.Scale).ShouldBe(RowMetrics.Estimate(metric, Of(cohort), Samples.Scale), metric.Key);
            ExpectedCalibrationError.Evaluate(shuffled, 3, 5).ShouldBe(ExpectedCalibrationError.Evaluate(Of(cohort), 3, 5));
        },
        iter: 200,
        seed: Seed);

    [Fact]
    public void AveragePrecision_MonotoneTransformOfScores_ChangesNothing() => Cohorts.Sample(
        cohort => AveragePrecision.Estimate(ScoredOutcomes.Of([.. cohort.Scores.Select(score => Math.Exp(3 * score) - 7)], cohort.Outcomes), ConfidenceLevel.Default)
            .ShouldBe(AveragePrecision.Estimate(Of(cohort), ConfidenceLevel.Default)),
        iter: 200,
        seed: Seed);

    [Fact]
    public void Estimate_AnyRows_LiesInItsIntervalWhichShrinksWithN() => Cohorts.Sample(
        cohort =>
        {
            var fourfold = ScoredOutcomes.Of([.. Repeat(cohort.Scores)], [.. Repeat(cohort.Outcomes)]);
            foreach (var metric in OfRows)
            {
                if (RowMetrics.Estimate(metric, Of(cohort), Samples.Scale) is not Estimate.Measured measured)
                    continue;
                double.IsFinite(measured.Value).ShouldBeTrue(metric.Key);
                (measured.Interval is null).ShouldBe(measured.IntervalReason is not null, metric.Key);
                if (metric == Metric.AveragePrecision || metric == Metric.CalibrationError)
                    measured.Value.ShouldBeInRange(0, 1, metric.Key);
                if (measured.Interval is not { } interval)
                    continue;
                measured.Value.ShouldBeInRange(interval.Low!.Value - 1e-12, interval.High!.Value + 1e-12, metric.Key);
                var more = RowMetrics.Estimate(metric, fourfold, Samples.Scale).ShouldBeOfType<Estimate.Measured>(metric.Key);
                if (metric != Metric.CalibrationError)
                    more.Value.ShouldBe(measured.Value, 1e-9 * Math.Max(1, Math.Abs(measured.Value)), metric.Key);
                (more.Interval!.Value.High!.Value - more.Interval!.Value.Low!.Value).ShouldBeLessThan(interval.High!.Value - interval.Low!.Value + 1e-12, metric.Key);
            }
        },
        iter: 200,
        seed: Seed);

    [Fact]
    public void DesignEffect_OneRowPerPatient_IsOneForMeansAndDoublingPatientsDoublesIt()
    {
        var cohort = Cohort.Random(3, 120, 30, 1, 1);
        int[] each = [.. Enumerable.Range(0, cohort.Rows)];
        var single = ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes, each);
        foreach (var metric in new[] { Metric.AveragePrecision, Metric.ScaledBrier })
            Measured(metric, single).DesignEffect.ShouldBe(1, 1e-12, metric.Key);

        // Every encounter twice under one patient: no more is known than before, so the interval stays, but for the n/(n-1) of sample variances.
        double[] scores = [.. cohort.Scores.SelectMany(score => new[] { score, score })];
        byte[] outcomes = [.. cohort.Outcomes.SelectMany(outcome => new[] { outcome, outcome })];
        var doubled = ScoredOutcomes.Of(scores, outcomes, [.. each.Select(row => 2 * row)]);
        foreach (var metric in OfRows.Where(metric => metric != Metric.CalibrationError))
            Measured(metric, doubled).StandardError!.Value.ShouldBe(Measured(metric, single).StandardError!.Value, 0.01 * Measured(metric, single).StandardError!.Value, metric.Key);
    }

    [Fact]
    public void DesignEffect_Undefined_TakesAlls()
    {
        var cohort = Cohort.Random(9, 200, 20, 1, 4);
        var all = ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes, cohort.PatientStarts);
        var onePatient = ScoredOutcomes.Of([0.1, 0.4, 0.6, 0.3], [0, 1, 0, 1], [0]);
        Measured(Metric.ScaledBrier, onePatient, all).DesignEffect.ShouldBe(Measured(Metric.ScaledBrier, all).DesignEffect);
        Measured(Metric.ScaledBrier, onePatient).DesignEffect.ShouldBe(1);
        Measured(Metric.ScaledBrier, all).DesignEffect.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Estimate_MissingClass_NamesIt()
    {
        foreach (var metric in OfRows)
            Reason(metric, ScoredOutcomes.Of([], [])).ShouldBe(NotEstimableReason.NoEvaluableEncounters, metric.Key);
        foreach (var metric in OfRows.Where(metric => metric != Metric.CalibrationError))
        {
            Reason(metric, ScoredOutcomes.Of([0.2], [0])).ShouldBe(NotEstimableReason.NoPositives, metric.Key);
            Reason(metric, ScoredOutcomes.Of([0.2, 0.5], [1, 1])).ShouldBe(NotEstimableReason.NoNegatives, metric.Key);
        }
    }

    [Fact]
    public void Slope_WithoutAMaximum_SaysWhy()
    {
        Reason(Metric.CalibrationSlope, ScoredOutcomes.Of([0.1, 0.2, 0.6, 0.7], [0, 0, 1, 1])).ShouldBe(NotEstimableReason.ScoresSeparateOutcomes);
        Reason(Metric.CalibrationSlope, ScoredOutcomes.Of([0.1, 0.2, 0.6, 0.7], [1, 1, 0, 0])).ShouldBe(NotEstimableReason.ScoresSeparateOutcomes);
        Reason(Metric.CalibrationSlope, ScoredOutcomes.Of([0.1, 0.2, 0.2, 0.7], [0, 0, 1, 1])).ShouldBe(NotEstimableReason.ScoresSeparateOutcomes, "the classes share only one score");
        Reason(Metric.CalibrationSlope, ScoredOutcomes.Of([0.3, 0.3, 0.3], [0, 1, 0])).ShouldBe(NotEstimableReason.NoVariation);
        Reason(Metric.CalibrationSlope, ScoredOutcomes.Of([0, 1e-12, 1e-11], [0, 1, 0])).ShouldBe(NotEstimableReason.NoVariation, "clipped to one score");
        Value(Metric.CalibrationIntercept, ScoredOutcomes.Of([0.1, 0.2, 0.6, 0.7], [0, 0, 1, 1])).ShouldNotBeNull();
        LogisticFit.Slope(ScoredOutcomes.Of([0.1, 0.2, 0.3, 0.4], [0, 1, 0, 1]), 1).Reason.ShouldBe(NotEstimableReason.NotConverged);
        LogisticFit.Intercept(ScoredOutcomes.Of([0.1, 0.2, 0.3, 0.4], [0, 1, 0, 1]), 1).Reason.ShouldBe(NotEstimableReason.NotConverged);
    }

    [Fact]
    public void Intercept_ScoresAtZeroAndOneThatAreWrong_IsFound()
    {
        // Half of those told "never" and half of those told "always" had the outcome: by symmetry the intercept is 0, in the middle of a stretch so flat that
        // the last digit of a probability moves it by 1e-6.
        var rows = ScoredOutcomes.Of([0, 0, 1, 1], [0, 1, 0, 1]);
        Value(Metric.CalibrationIntercept, rows)!.Value.ShouldBe(0, 1e-5);
        Value(Metric.CalibrationIntercept, ScoredOutcomes.Of([0, 0, 0, 0], [0, 1, 0, 0]))!.Value.ShouldBe(Math.Log(1 / 3.0) - Math.Log(1e-10 / (1 - 1e-10)), 1e-9);
    }

    [Fact]
    public void AveragePrecision_PerfectRanking_IsOneWithoutAnInterval()
    {
        var perfect = Measured(Metric.AveragePrecision, ScoredOutcomes.Of([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]));
        perfect.Value.ShouldBe(1);
        perfect.Interval.ShouldBeNull();
        perfect.IntervalReason.ShouldBe(NotEstimableReason.NoVariation);
    }

    [Fact]
    public void AveragePrecision_AMillionEqualScores_IsThePrevalence()
    {
        var scores = new double[1_000_000];
        Array.Fill(scores, 0.25);
        var outcomes = new byte[scores.Length];
        Array.Fill(outcomes, (byte)1, 0, 250_000);
        var rows = ScoredOutcomes.Of(scores, outcomes);
        rows.Blocks.ShouldBe(1);
        Value(Metric.AveragePrecision, rows).ShouldBe(0.25);
        Value(Metric.CalibrationError, rows)!.Value.ShouldBe(0, 1e-12);
        Value(Metric.CalibrationIntercept, rows)!.Value.ShouldBe(0, 1e-12);
        Value(Metric.ScaledBrier, rows)!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Estimate_PointsScore_LeavesOutWhatNeedsAProbability()
    {
        var rows = ScoredOutcomes.Of([3, 8, 12, 5], [0, 1, 1, 1]);
        var points = new ScoreScale(5, IsProbability: false, ConfidenceLevel.Default);
        foreach (var metric in OfRows.Where(metric => metric.NeedsProbability))
            RowMetrics.Estimate(metric, rows, points).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ScoreIsNotAProbability));
        RowMetrics.Estimate(Metric.AveragePrecision, rows, points).ValueOrNull.ShouldNotBeNull();
        Should.Throw<ArgumentException>(() => RowMetrics.Estimate(Metric.ScaledBrier, rows, Samples.Scale)).Message.ShouldContain("[0, 1]");
    }

    [Fact]
    public void Estimate_MetricOfTheOtherKind_IsNamed()
    {
        Should.Throw<ArgumentException>(() => RowMetrics.Estimate(Metric.Sensitivity, Of(Cohort.Random(1, 9, 9, 1, 1)), Samples.Scale)).Message.ShouldContain("Estimator");
        foreach (var metric in OfRows)
            Estimator.Estimate(metric, Samples.FromCounts(5, 5, 5, 5), Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NeedsEncounters));
    }

    [Fact]
    public void BalancedAccuracyAndOverrideRate_EmptyDenominators_NameThem()
    {
        Estimator.Estimate(Metric.BalancedAccuracy, Samples.FromCounts(0, 3, 0, 3), Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoPositives));
        Estimator.Estimate(Metric.BalancedAccuracy, Samples.FromCounts(3, 0, 3, 0), Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoNegatives));
        Estimator.Estimate(Metric.OverrideRate, Samples.FromCounts(3, 0, 3, 0), Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoResponses));
    }

    [Fact]
    public void BalancedAccuracy_AnyCounts_StaysInsideAndItsTestInvertsTheInterval() => Samples.Pairs.Sample(
        pair =>
        {
            if (Estimator.Estimate(Metric.BalancedAccuracy, pair.Own, Samples.Scale) is not Estimate.Measured measured)
                return;
            var interval = measured.Interval!.Value;
            interval.Low!.Value.ShouldBeInRange(0, measured.Value);
            interval.High!.Value.ShouldBeInRange(measured.Value, 1);
            var result = LimitTest.Evaluate(
                Metric.BalancedAccuracy, BetterDirection.Higher, new Limit.Floor(interval.High.Value), pair.Own, null, false, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>();
            if (interval.High > measured.Value)
                result.PValue.ShouldBe(0.025, 1e-9);
        },
        iter: 200,
        seed: Seed);

    [Fact]
    public void CalibrationCurve_AnyRows_HoldsEveryRowOnce() => Gen.Select(Cohorts, Gen.Int[1, 20]).Sample(
        input =>
        {
            var (cohort, bins) = input;
            var curve = CalibrationCurve.Evaluate(Of(cohort), ConfidenceLevel.Default, bins);
            curve.Count.ShouldBe(Math.Min(bins, cohort.Rows));
            curve.Sum(bin => bin.Rows).ShouldBe(cohort.Rows);
            curve.Sum(bin => bin.Rows * bin.Observed.Value).ShouldBe(cohort.Outcomes.Sum(outcome => outcome), 1e-9);
            curve.Sum(bin => bin.Rows * bin.MeanScore).ShouldBe(cohort.Scores.Sum(), 1e-9);
            for (var bin = 1; bin < curve.Count; bin++)
            {
                curve[bin].Rows.ShouldBeInRange(curve[bin - 1].Rows - 1, curve[bin - 1].Rows);
                curve[bin].LowestScore.ShouldBeGreaterThanOrEqualTo(curve[bin - 1].HighestScore);
            }
        },
        iter: 300,
        seed: Seed);

    /// <summary>By the definition: each row's share of each bin, written out; ties that lie in two bins among them.</summary>
    [Fact]
    public void CalibrationCurve_RepeatedPatients_HasThePlainDesignEffectInEveryBin()
    {
        var (undefined, widened) = (0, 0);
        Gen.Select(Cohorts, Gen.Int[1, 12]).Sample(
            input =>
            {
                var (cohort, bins) = input;
                var rows = ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes, cohort.PatientStarts);
                var curve = CalibrationCurve.Evaluate(rows, ConfidenceLevel.Default, bins);
                var inBin = PlainRowMetrics.SharesOfBins(cohort.Scores, curve.Select(bin => bin.Rows));
                for (var bin = 0; bin < curve.Count; bin++)
                {
                    var p = curve[bin].Observed.Value;
                    int[] there = [.. Enumerable.Range(0, cohort.Rows).Where(row => inBin[row][bin] > 0)];
                    var influence = there.ToDictionary(row => row, row => inBin[row][bin] * (cohort.Outcomes[row] - p) / curve[bin].Rows);
                    double[] ofPatients = [.. there.GroupBy(row => cohort.Patients[row]).Select(rows => rows.Sum(row => influence[row]))];
                    var independent = influence.Values.Sum(psi => psi * psi);
                    if (ofPatients.Length < 2 || independent < 1e-9)
                    {
                        Interlocked.Increment(ref undefined);
                        continue;
                    }

                    var clustered = ofPatients.Sum(sum => sum * sum) * ofPatients.Length / (ofPatients.Length - 1);
                    curve[bin].Observed.DesignEffect.ShouldBe(Math.Max(1, clustered / independent), 1e-6);
                    var expected = Wilson.Interval(p * curve[bin].Rows / curve[bin].Observed.DesignEffect, curve[bin].Rows / curve[bin].Observed.DesignEffect, ConfidenceLevel.Default.Z);
                    curve[bin].Observed.Interval!.Value.Low!.Value.ShouldBe(expected.Low!.Value, 1e-12);
                    widened += curve[bin].Observed.DesignEffect > 1.2 ? 1 : 0;
                }
            },
            iter: 200,
            seed: Seed,
            threads: 1);
        (undefined > 50, widened > 50).ShouldBe((true, true));
    }

    [Fact]
    public void CalibrationCurve_BinWithoutVariation_TakesTheDesignEffectOfTheWhole()
    {
        // Two patients with two rows each at either end; in each bin all have the same outcome.
        var rows = ScoredOutcomes.Of([0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9], [0, 0, 0, 0, 1, 1, 1, 1], [0, 2, 4, 6]);
        var all = ScoredOutcomes.Of([0.1, 0.1, 0.5, 0.5, 0.5, 0.9], [0, 0, 1, 1, 0, 1], [0, 2, 4, 5]);

        // The rows' own share: 4 patients with influences of -+0.5/8 twice, over p(1-p)/n.
        var own = 4 * Math.Pow(2 * 0.5 / 8, 2) * 4 / 3 / (0.25 / 8);
        CalibrationCurve.Evaluate(rows, ConfidenceLevel.Default, 2).ShouldAllBe(bin => Math.Abs(bin.Observed.DesignEffect - own) < 1e-12);
        CalibrationCurve.Evaluate(rows, ConfidenceLevel.Default, 2, all: all).ShouldAllBe(bin => Math.Abs(bin.Observed.DesignEffect - ((1 + 1 + 0.25 + 0.25) / 36 * 4 / 3 / (0.25 / 6))) < 1e-12);
        CalibrationCurve.Evaluate(ScoredOutcomes.Of([0.1, 0.9], [0, 1]), ConfidenceLevel.Default, 2).ShouldAllBe(bin => bin.Observed.DesignEffect == 1);
    }

    [Fact]
    public void CalibrationError_OfDrawnOutcomes_IsWhatAPerfectModelShows()
    {
        // Outcomes drawn from the scores by another stream: their errors average to the reference. 60 draws of an error with a spread of about 0.012.
        double[] scores = [.. Enumerable.Range(0, 400).Select(row => (row + 0.5) / 400)];
        var random = new Random(5);
        var errors = Enumerable.Range(0, 60).Select(_ =>
            ExpectedCalibrationError.Evaluate(ScoredOutcomes.Of(scores, [.. scores.Select(score => (byte)(random.NextDouble() < score ? 1 : 0))]), 1).Value.Value).ToList();
        var reference = ExpectedCalibrationError.Evaluate(ScoredOutcomes.Of(scores, new byte[400]), 1).Value;
        reference.OfPerfectModel.ShouldBe(errors.Average(), 5 * Math.Sqrt(PlainAuroc.SampleVariance(errors) * ((1 / 60.0) + (1 / 200.0))));
        ExpectedCalibrationError.Evaluate(ScoredOutcomes.Of(scores, new byte[400]), 2).Value.OfPerfectModel.ShouldNotBe(reference.OfPerfectModel);
    }

    [Fact]
    public void Kernels_BadInput_NameIt()
    {
        Should.Throw<ArgumentException>(() => ScoredOutcomes.Of([0.1], [0, 1])).Message.ShouldContain("1 scores but 2 outcomes");
        Should.Throw<ArgumentException>(() => ScoredOutcomes.Of([0.1], [2])).Message.ShouldContain("0 or 1");
        Should.Throw<ArgumentException>(() => ScoredOutcomes.Of([0.1, double.NaN], [1, 0])).Message.ShouldContain("not a number");
        Should.Throw<ArgumentException>(() => ScoredOutcomes.Of([0.1, 0.2], [1, 0], [1])).Message.ShouldContain("row 0");
        Should.Throw<ArgumentException>(() => CalibrationCurve.Evaluate(ScoredOutcomes.Of([0.1], [1]), ConfidenceLevel.Default, 0)).Message.ShouldContain("at least 1 bin");
        Should.Throw<ArgumentException>(() => ExpectedCalibrationError.Evaluate(ScoredOutcomes.Of([0.1], [1]), 1, 0)).Message.ShouldContain("at least 1 draw");
        CalibrationCurve.Evaluate(ScoredOutcomes.Of([], []), ConfidenceLevel.Default).ShouldBeEmpty();
        ExpectedCalibrationError.Evaluate(ScoredOutcomes.Of([], []), 1).Reason.ShouldBe(NotEstimableReason.NoEvaluableEncounters);
    }

    private static void ShouldEqual(Metric metric, Estimate kept, Estimate ofRows)
    {
        if (ofRows is not Estimate.Measured expected)
        {
            kept.ShouldBe(ofRows, metric.Key);
            return;
        }

        // Sums and single rows part in the last digits; where errors hardly vary, only the first of them are left.
        var actual = kept.ShouldBeOfType<Estimate.Measured>(metric.Key);
        actual.Value.ShouldBe(expected.Value, 1e-11 * Math.Max(1, Math.Abs(expected.Value)), metric.Key);
        actual.Denominator.ShouldBe(expected.Denominator, metric.Key);
        (actual.StandardError ?? 0).ShouldBe(expected.StandardError ?? 0, 1e-5, metric.Key);
        if (expected.StandardError > 1e-4)
            actual.DesignEffect.ShouldBe(expected.DesignEffect, 1e-7 * expected.DesignEffect, metric.Key);
    }

    private static ScoredOutcomes Of(Cohort cohort) => ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes);

    private static IEnumerable<T> Repeat<T>(T[] values) => Enumerable.Repeat(values, 4).SelectMany(copy => copy);

    private static double? Value(Metric metric, ScoredOutcomes rows) => RowMetrics.Estimate(metric, rows, Samples.Scale).ValueOrNull;

    private static Estimate.Measured Measured(Metric metric, ScoredOutcomes rows, ScoredOutcomes? all = null) =>
        RowMetrics.Estimate(metric, rows, Samples.Scale, all).ShouldBeOfType<Estimate.Measured>(metric.Key);

    private static NotEstimableReason Reason(Metric metric, ScoredOutcomes rows) =>
        RowMetrics.Estimate(metric, rows, Samples.Scale).ShouldBeOfType<Estimate.NotEstimable>(metric.Key).Reason;
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Analyses;

/// <summary>Rows in memory against the same figures from the rows themselves, chosen by plain queries.</summary>
public sealed class PeriodAnalysesTests
{
    private static readonly SubgroupKey RaceB = SubgroupKey.Of("race", "B");
    private static readonly ModelDefinition Definition = Hospital.Definition with { Need = "need" };
    private static readonly List<ScoredEncounter> Rows = [.. Hospital.Rows(20).Select((row, index) => row with { Need = index % 50 == 0 ? null : index % 7 })];

    [Fact]
    public void Calibration_OfAGroup_IsThatOfAllItsRowsInOneWindow()
    {
        var group = Analyses().Calibration([SubgroupKey.All, RaceB], TestContext.Current.CancellationToken).Groups[1];

        var plain = Rows.Where(row => row.Values[0] == "B" && row.Outcome is not null).ToList();
        var outcomes = ScoredOutcomes.Of([.. plain.Select(row => row.Score)], [.. plain.Select(row => row.Outcome!.Value)]);
        group.OverTime.ShouldHaveSingleItem().Rows.ShouldBe(plain.Count);
        Repeated.ShouldBe(group.Curve, CalibrationCurve.Evaluate(Repeated.Outcomes(plain), ConfidenceLevel.Default, all: Repeated.Outcomes(Rows)));
        group.Curve.ShouldContain(bin => bin.Observed.DesignEffect > 1.05);
        group.Intercept.ValueOrNull!.Value.ShouldBe(LogisticCalibration.Estimate(outcomes, ConfidenceLevel.Default).Intercept.ValueOrNull!.Value, 1e-9);
        group.ObservedExpected.ValueOrNull!.Value.ShouldBe(group.Positives / plain.Sum(row => row.Score), 1e-12);
    }

    [Fact]
    public void Curves_OfAGroup_AreThoseOfItsRows()
    {
        var group = Analyses().Curves([RaceB], TestContext.Current.CancellationToken).Groups.ShouldHaveSingleItem();

        var plain = Rows.Where(row => row.Values[0] == "B" && row.Outcome is not null).ToList();
        var outcomes = ScoredOutcomes.Of([.. plain.Select(row => row.Score)], [.. plain.Select(row => row.Outcome!.Value)]);
        group.Roc.Value.ShouldBe(RocCurve.Of(outcomes).Value);
        group.PrecisionRecall.Value.ShouldBe(PrecisionRecallCurve.Of(outcomes).Value);
        group.AveragePrecision.ValueOrNull.ShouldBe(AveragePrecision.Estimate(outcomes, ConfidenceLevel.Default).ValueOrNull);
    }

    [Fact]
    public void Drift_AgainstAnotherPeriod_ComparesTheGroupWithItself()
    {
        var half = Rows.Count / 2;
        var (before, now) = (Rows[..half], Rows[half..]);
        var analysis = Analyses(now).Drift(PeriodFrame.Of(Definition, before), [SubgroupKey.All, RaceB], TestContext.Current.CancellationToken);

        double[] old = [.. before.Where(row => row.Values[0] == "B").Select(row => row.Score)], scores = [.. now.Where(row => row.Values[0] == "B").Select(row => row.Score)];
        analysis.NoBaseline.ShouldBeNull();
        analysis.Groups[1].Shift.ShouldBe(DistributionShift.Evaluate(BaselineDeciles.Of(old), old, scores));
        analysis.Groups[1].Scored.ShouldBe(scores.Length);
        analysis.Mix[0].AgainstBaseline.Value.Categories.Single(category => category.Name == "B").Live.ShouldBe(scores.Length);
    }

    /// <summary>The tab and the rule must not disagree about the same difference.</summary>
    [Fact]
    public void Drift_OfRates_IsWhatARuleAgainstTheOwnBaselineIsJudgedBy()
    {
        var half = Rows.Count / 2;
        var (before, now) = (PeriodFrame.Of(Definition, Rows[..half]), PeriodFrame.Of(Definition, Rows[half..]));
        var (old, own) = (PeriodEvaluation.Evaluate(before, 1, TestContext.Current.CancellationToken), PeriodEvaluation.Evaluate(now, 1, TestContext.Current.CancellationToken));

        var drift = Analyses(Rows[half..]).Drift(before, [SubgroupKey.All, RaceB], TestContext.Current.CancellationToken);

        var all = own.Single(sample => sample.Key.Equals(SubgroupKey.All)).Own;
        foreach (var group in drift.Groups)
        {
            foreach (var (kind, metric) in new[] { (ShareKind.Prevalence, Metric.Prevalence), (ShareKind.FlagRate, Metric.FlagRate) })
            {
                var judged = Comparison.Difference(
                    metric, own.Single(sample => sample.Key.Equals(group.Key)).Own, old.Single(sample => sample.Key.Equals(group.Key)).Own, new ScoreScale(0.3, true, ConfidenceLevel.Default), all: all);
                var share = group.Shares.Single(share => share.Kind == kind);
                Repeated.ShouldBe(share.Difference, judged, $"{kind} of {group.Key}");
                ((Estimate.Measured)share.Difference).DesignEffect.ShouldBeGreaterThan(1);
            }
        }
    }

    [Fact]
    public void Shares_PatientsWhoCannotBeLinked_CountEncountersAsIndependent()
    {
        var unlinked = Definition with { Patient = null };
        var half = Rows.Count / 2;

        var drift = Analyses(Rows[half..], unlinked).Drift(PeriodFrame.Of(unlinked, Rows[..half]), [RaceB], TestContext.Current.CancellationToken);

        drift.Groups[0].Shares.ShouldAllBe(share => share.Now.DesignEffect == 1 && share.Baseline.DesignEffect == 1);
        drift.Mix.SelectMany(mix => mix.AgainstBaseline.Value.Categories).ShouldAllBe(category => ((Estimate.Measured)category.Share).DesignEffect == 1);
        Analyses(Rows, unlinked).Calibration([RaceB], TestContext.Current.CancellationToken).Groups[0].Curve.ShouldAllBe(bin => bin.Observed.DesignEffect == 1);
    }

    [Fact]
    public void Drift_WithoutBaseline_SaysSoAndStillKnowsTheTrainingMix()
    {
        var trained = Definition with
        {
            Training = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal)
            {
                ["race"] = new Dictionary<string, double>(StringComparer.Ordinal) { ["A"] = 0.7, ["B"] = 0.2 },
            },
        };

        var analysis = Analyses(Rows, trained).Drift(null, [], TestContext.Current.CancellationToken);

        analysis.NoBaseline.ShouldBe(NotEstimableReason.NoBaseline);
        analysis.Mix[0].AgainstTraining.Value.Categories.Select(category => category.Name).ShouldBe(["A", "B", "Other"]);
        analysis.Mix[0].AgainstBaseline.Reason.ShouldBe(NotEstimableReason.NoBaseline);
    }

    [Fact]
    public void LabelAudit_OfADimension_RestsOnTheFirstEncounterInTime()
    {
        var shuffled = Rows.ToArray();
        new Random(3).Shuffle(shuffled);

        var audits = Analyses([.. shuffled]).LabelAudits(TestContext.Current.CancellationToken);
        audits.Select(audit => audit.Dimension).ShouldBe(Definition.Dimensions.Select(dimension => dimension.Column));
        audits.ShouldAllBe(audit => audit.Result.Value.Patients == audits[0].Result.Value.Patients && audit.WithoutNeed == audits[0].WithoutNeed);
        var audit = audits.Single(audit => audit.Dimension == "race");

        var first = Rows.OrderBy(row => row.Time!.Value.Ticks).GroupBy(row => row.Patient ?? row.Encounter, StringComparer.Ordinal).Select(group => group.First()).ToList();
        audit.WithoutNeed.ShouldBe(first.Count(row => row.Need is null));
        audit.Result.Value.Patients.ShouldBe(first.Count(row => row.Need is not null));
        audit.Result.Value.Flagged.ShouldBe(first.Count(row => row.Need is not null && row.Score >= Definition.Threshold));
    }

    [Fact]
    public void Scan_LooksAtEveryRowOfThePeriod()
    {
        var scan = Analyses().Scan(new ScanSettings(Metric.Sensitivity, Definition.Threshold), TestContext.Current.CancellationToken);

        (scan.Encounters.Find + scan.Encounters.Confirm).ShouldBe(Rows.Count(row => row.Outcome == 1));
        scan.IsByPatient.ShouldBeTrue();
    }

    private static PeriodAnalyses Analyses(List<ScoredEncounter>? rows = null, ModelDefinition? definition = null)
    {
        var period = PeriodFrame.Of(definition ?? Definition, rows ?? Rows);
        return new PeriodAnalyses(period, PeriodEvaluation.Evaluate(period, 1, TestContext.Current.CancellationToken));
    }
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Analyses;

/// <summary>What is analysed on demand against the same figures from the rows themselves, chosen by plain queries.</summary>
public sealed class ModelAnalysesTests
{
    private const int Days = 80;
    private static readonly SubgroupKey RaceB = SubgroupKey.Of("race", "B");
    private static readonly DateOnly AsOf = Hospital.FirstDay.AddDays(Days - 1);
    private static readonly DateRange Scored = new(AsOf.AddDays(-13), AsOf);
    private static readonly DateRange Mature = new(AsOf.AddDays(-18), AsOf.AddDays(-5));
    private static readonly List<ScoredEncounter> Rows = [.. Hospital.Rows(Days).Select((row, index) => row with { Need = index % 50 == 0 ? null : (row.Values[0] == "B" ? 2 : 1) + (index % 4) })];
    private static readonly ModelDefinition Definition = Hospital.Definition with
    {
        Need = "need",
        Training = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal)
        {
            ["race"] = new Dictionary<string, double>(StringComparer.Ordinal) { ["A"] = 0.7, ["B"] = 0.2 },
        },
    };

    [Fact]
    public async Task Calibration_OfAGroup_IsThatOfItsEvaluableRows()
    {
        using var hospital = await FillAsync();

        var analysis = (await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None))!;

        var group = analysis.Groups.ShouldHaveSingleItem();
        var plain = In(Rows, Mature).Where(row => row.Values[0] == "B" && row.Outcome is not null).ToList();
        analysis.Mature.ShouldBe(Mature);
        group.Rows.ShouldBe(plain.Count);
        group.Positives.ShouldBe(plain.Count(row => row.Outcome == 1));
        group.Histogram.Sum().ShouldBe(plain.Count);
        group.Histogram[4].ShouldBe(plain.Count(row => row.Score is >= 0.2 and < 0.25));
        ((Estimate.Measured)group.ObservedExpected).Value.ShouldBe(group.Positives / plain.Sum(row => row.Score), 1e-12);
        var outcomes = ScoredOutcomes.Of([.. plain.Select(row => row.Score)], [.. plain.Select(row => row.Outcome!.Value)]);
        Repeated.ShouldBe(group.Curve, CalibrationCurve.Evaluate(Repeated.Outcomes(plain), ConfidenceLevel.Default, all: Repeated.Outcomes(In(Rows, Mature))));
        var (intercept, slope) = LogisticCalibration.Estimate(outcomes, ConfidenceLevel.Default);
        group.Intercept.ValueOrNull!.Value.ShouldBe(intercept.ValueOrNull!.Value, 1e-9);
        group.Slope.ValueOrNull!.Value.ShouldBe(slope.ValueOrNull!.Value, 1e-9);
        group.Error.Value.Rows.ShouldBe(plain.Count);
        group.OverTime.Select(window => window.Days.To).ShouldBe(Enumerable.Range(0, group.OverTime.Count).Reverse().Select(back => Mature.To.AddDays(-14 * back)));
        group.OverTime[^2].Rows.ShouldBe(In(Rows, new DateRange(Mature.From.AddDays(-14), Mature.From.AddDays(-1))).Count(row => row.Values[0] == "B" && row.Outcome is not null));
    }

    [Fact]
    public async Task Calibration_OfPoints_HasNoFigures()
    {
        using var hospital = await FillAsync(Definition with { Score = new ScoreDefinition("score", ScoreKind.Points, 0, 10) });

        var analysis = (await hospital.Analyses.CalibrationAsync(Query(), CancellationToken.None))!;

        analysis.IsProbability.ShouldBeFalse();
        analysis.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task Calibration_WindowsOfAnotherVersion_AreLeftOut()
    {
        using var hospital = await FillAsync(Definition with { Effective = Mature.From.AddDays(-10) });

        var analysis = (await hospital.Analyses.CalibrationAsync(Query(SubgroupKey.All), CancellationToken.None))!;

        analysis.Groups[0].OverTime.ShouldHaveSingleItem().Days.ShouldBe(Mature);
    }

    [Fact]
    public async Task Analysis_SameInput_IsComputedOnceAndAgainWhenADayChanges()
    {
        using var hospital = await FillAsync();
        var first = await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None);

        (await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None)).ShouldBeSameAs(first);
        (await hospital.Analyses.CalibrationAsync(Query(SubgroupKey.All), CancellationToken.None)).ShouldNotBeSameAs(first);
        await hospital.PutAsync(In(Rows, new DateRange(Mature.To, Mature.To)).Skip(5));

        var changed = await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None);
        changed.ShouldNotBeSameAs(first);
        changed!.Groups[0].Rows.ShouldBeLessThanOrEqualTo(first!.Groups[0].Rows);
    }

    [Fact]
    public async Task Analysis_OtherLevelOfIntervals_IsComputedAnewWithThem()
    {
        using var hospital = await FillAsync();
        var first = (await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None))!.Groups[0];
        var gap = (Estimate.Measured)(await hospital.Analyses.GapsAsync(Query(RaceB), Metric.Sensitivity, CancellationToken.None))!.Groups[0].Raw;
        await hospital.ChangeAsync(Definition with { Confidence = ConfidenceLevel.Of(0.8) });

        var changed = (await hospital.Analyses.CalibrationAsync(Query(RaceB), CancellationToken.None))!.Groups[0];
        var narrower = (Estimate.Measured)(await hospital.Analyses.GapsAsync(Query(RaceB), Metric.Sensitivity, CancellationToken.None))!.Groups[0].Raw;

        (Width(changed.ObservedExpected) / Width(first.ObservedExpected)).ShouldBe(1.2815515655446004 / 1.959963984540054, 0.02);
        foreach (var (wide, narrow) in new[] { (first.Slope, changed.Slope), (first.Curve[0].Observed, changed.Curve[0].Observed), (gap, narrower) })
            (Width(narrow), ((Estimate.Measured)narrow).Level).ShouldSatisfyAllConditions(it => it.Item1.ShouldBeLessThan(Width(wide)), it => it.Level.ShouldBe(ConfidenceLevel.Of(0.8)));

        static double Width(Estimate estimate) => ((Estimate.Measured)estimate).Interval is { Low: { } low, High: { } high } ? high - low : throw new InvalidOperationException("There is no interval.");
    }

    [Fact]
    public async Task Analysis_GivenUp_Stops()
    {
        using var hospital = await FillAsync();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => hospital.Analyses.OutcomesAsync(Query(), gone.Token));
    }

    [Fact]
    public async Task Analysis_Watched_TellsRisingSharesUpToTheWhole()
    {
        using var hospital = await FillAsync();
        var told = new Told();

        await hospital.Analyses.OutcomesAsync(Query(SubgroupKey.All, RaceB) with { Progress = told }, CancellationToken.None);

        told.Shares.Count.ShouldBe(2 * (OutcomeAnalysis.PeriodsBack + 1));
        told.Shares.ShouldBeInOrder();
        told.Shares[^1].ShouldBe(1);
    }

    [Fact]
    public async Task Analysis_GivenUpHalfway_ComputesNoFurther()
    {
        using var hospital = await FillAsync();
        using var gone = new CancellationTokenSource();
        var told = new Told { AtHalf = gone.Cancel };

        await Should.ThrowAsync<OperationCanceledException>(() => hospital.Analyses.OutcomesAsync(Query(SubgroupKey.All, RaceB) with { Progress = told }, gone.Token));

        told.Shares[^1].ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public async Task Analysis_UnknownModel_IsNull()
    {
        using var hospital = await FillAsync();

        (await hospital.Analyses.DriftAsync(Query() with { ModelKey = "no-such" }, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Drift_OfAGroup_ComparesItsRowsWithItsBaseline()
    {
        using var hospital = await FillAsync();

        var analysis = (await hospital.Analyses.DriftAsync(Query(RaceB), CancellationToken.None))!;

        var now = In(Rows, Scored).Where(row => row.Values[0] == "B").ToList();
        var before = In(Rows, Hospital.Definition.Baseline!.Value).Where(row => row.Values[0] == "B").ToList();
        var group = analysis.Groups.ShouldHaveSingleItem();
        double[] scores = [.. now.Select(row => row.Score)], old = [.. before.Select(row => row.Score)];
        var deciles = BaselineDeciles.Of(old);
        group.Bins!.Now.ShouldBe(deciles.Count(scores));
        group.Bins.Baseline.ShouldBe(deciles.Count(old));
        group.Shift.ShouldBe(DistributionShift.Evaluate(deciles, old, scores));
        var flags = group.Shares.Single(share => share.Kind == ShareKind.FlagRate);
        (flags.X, flags.N, flags.BaselineX, flags.BaselineN).ShouldBe((now.Count(row => row.Score >= 0.3), now.Count, before.Count(row => row.Score >= 0.3), before.Count));
        var prevalence = group.Shares.Single(share => share.Kind == ShareKind.Prevalence);
        var evaluable = In(Rows, Mature).Where(row => row.Values[0] == "B" && row.Outcome is not null).ToList();
        (prevalence.X, prevalence.N).ShouldBe((evaluable.Count(row => row.Outcome == 1), evaluable.Count));
        var missing = group.Shares.Single(share => share.Kind == ShareKind.MissingOutcome);
        (missing.X, missing.N).ShouldBe((In(Rows, Mature).Count(row => row.Values[0] == "B" && row.Outcome is null), In(Rows, Mature).Count(row => row.Values[0] == "B")));

        // Patients come again: every share has their design effect, and the difference Newcombe's limits of the divided counts.
        List<ScoredEncounter> everyone = [.. In(Rows, Scored)], matureOfAll = [.. In(Rows, Mature)];
        Shifted(flags, now, before, everyone, row => row.Score >= 0.3);
        Shifted(prevalence, evaluable, [.. before.Where(row => row.Outcome is not null)], [.. matureOfAll.Where(row => row.Outcome is not null)], row => row.Outcome == 1);
        Shifted(missing, [.. matureOfAll.Where(row => row.Values[0] == "B")], before, matureOfAll, row => row.Outcome is null);
        Shifted(group.Shares.Single(share => share.Dimension == "race"), now, before, everyone, row => row.Values[0] == "Unknown");
        flags.Now.DesignEffect.ShouldBeGreaterThan(1);

        static void Shifted(ShareShift shift, List<ScoredEncounter> now, List<ScoredEncounter> before, List<ScoredEncounter> whole, Func<ScoredEncounter, bool> has)
        {
            ClusteredProportion present = Repeated.Share(now, has, whole), past = Repeated.Share(before, has, whole);
            Repeated.ShouldBe(shift.Now, present, $"{shift.Kind} now");
            Repeated.ShouldBe(shift.Baseline, past, $"{shift.Kind} before");
            ((Estimate.Measured)shift.Difference).Interval!.Value.Low!.Value.ShouldBe(
                Newcombe.Difference(
                    present.X / present.DesignEffect, present.N / present.DesignEffect, past.X / past.DesignEffect, past.N / past.DesignEffect, ConfidenceLevel.Default.Z).Low!.Value,
                1e-9);
        }
    }

    [Fact]
    public async Task Drift_PatientMix_StandsAgainstTrainingAndBaseline()
    {
        using var hospital = await FillAsync();

        var analysis = (await hospital.Analyses.DriftAsync(Query(SubgroupKey.All), CancellationToken.None))!;

        var race = analysis.Mix.Single(mix => mix.Column == "race");
        var live = In(Rows, Scored).GroupBy(row => row.Values[0]).ToDictionary(group => group.Key, group => (long)group.Count());
        race.AgainstTraining.Value.Categories.Select(category => (category.Name, category.Live)).ShouldBe([("A", live["A"]), ("B", live["B"]), ("Other", live["Unknown"])]);
        ((Estimate.Measured)race.AgainstTraining.Value.Categories[1].Representation).Value.ShouldBe(live["B"] / (double)live.Values.Sum() / 0.2, 1e-12);
        race.AgainstBaseline.Value.Categories.Select(category => category.Name).ShouldBe(["A", "B", "Unknown"]);
        List<ScoredEncounter> everyone = [.. In(Rows, Scored)];
        foreach (var category in race.AgainstTraining.Value.Categories.Concat(race.AgainstBaseline.Value.Categories))
        {
            var share = Repeated.Share(everyone, row => row.Values[0] == (category.Name == "Other" ? "Unknown" : category.Name), everyone);
            Repeated.ShouldBe(category.Share, share.Estimate(ConfidenceLevel.Default), category.Name);
            ((Estimate.Measured)category.Representation).Interval!.Value.High!.Value.ShouldBe(
                ((Estimate.Measured)share.Estimate(ConfidenceLevel.Default)).Interval!.Value.High!.Value / category.ReferenceShare, 1e-9);
        }

        race.AgainstTraining.Value.Categories.ShouldContain(category => ((Estimate.Measured)category.Share).DesignEffect > 1);
        analysis.Mix.Single(mix => mix.Column == "sex").AgainstTraining.Reason.ShouldBe(NotEstimableReason.NoTrainingShares);
        var absent = analysis.Groups[0].Shares.Single(share => share is { Kind: ShareKind.MissingAttribute, Dimension: "race" });
        (absent.X, absent.N).ShouldBe((live["Unknown"], live.Values.Sum()));
    }

    [Fact]
    public async Task Drift_WindowInTheBaseline_IsNotComparedWithItself()
    {
        using var hospital = await FillAsync();

        var analysis = (await hospital.Analyses.DriftAsync(Query(RaceB) with { AsOf = Hospital.FirstDay.AddDays(20) }, CancellationToken.None))!;

        analysis.NoBaseline.ShouldBe(NotEstimableReason.OverlapsBaseline);
        analysis.Groups[0].Shift.Reason.ShouldBe(NotEstimableReason.OverlapsBaseline);
        analysis.Mix.ShouldAllBe(mix => mix.AgainstBaseline.Reason == analysis.NoBaseline);
        analysis.Mix[0].AgainstTraining.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Outcomes_ByAge_CountEveryEncounterOnceAndNoBandSpansMaturity()
    {
        using var hospital = await FillAsync();

        var bands = (await hospital.Analyses.OutcomesAsync(Query(RaceB), CancellationToken.None))!.Groups[0].ByAge;

        var plain = In(Rows, new DateRange(Mature.From, AsOf)).Where(row => row.Values[0] == "B").ToList();
        bands.Sum(band => band.Rows).ShouldBe(plain.Count);
        bands.Sum(band => band.Known).ShouldBe(plain.Count(row => row.Outcome is not null));
        bands.Where(band => band.IsMature).Sum(band => band.Rows).ShouldBe(plain.Count(row => Mature.Contains(row.Time!.Value.Day)));
        bands.Skip(1).Zip(bands).ShouldAllBe(pair => pair.First.From == pair.Second.To + 1);
        foreach (var band in bands)
        {
            List<ScoredEncounter> inside = [.. In(Rows, new DateRange(AsOf.AddDays(-band.To), AsOf.AddDays(-band.From)))];
            Repeated.ShouldBe(band.Share, Repeated.Share([.. inside.Where(row => row.Values[0] == "B")], row => row.Outcome is not null, inside), $"{band.From} days");
        }
    }

    [Fact]
    public async Task Outcomes_Provisional_IsTheSumOfCalibratedScoresAndIsTestedOnThePast()
    {
        using var hospital = await FillAsync();

        var periods = (await hospital.Analyses.OutcomesAsync(Query(SubgroupKey.All), CancellationToken.None))!.Groups[0].Periods;

        periods.Count.ShouldBe(OutcomeAnalysis.PeriodsBack + 1);
        var now = periods[^1];
        now.Days.ShouldBe(new DateRange(AsOf.AddDays(-4), AsOf));
        now.Items.ShouldBeEmpty();
        var calibrated = Rows.Where(row => row.Time!.Value.Day <= Mature.To && row.Outcome is not null).ToList();
        var curve = IsotonicCalibration.Fit(ScoredOutcomes.Of([.. calibrated.Select(row => row.Score)], [.. calibrated.Select(row => row.Outcome!.Value)])).Value;
        var expected = (ProvisionalPerformance.Expected)now.Expected;
        expected.Counts.TruePositives.ShouldBe(In(Rows, now.Days).Where(row => row.Score >= 0.3).Sum(row => curve.At(row.Score)), 1e-9);
        var past = periods[^2];
        past.Days.To.ShouldBe(now.Days.From.AddDays(-1));
        var realised = In(Rows, past.Days).Where(row => row.Outcome == 1).ToList();
        ((Estimate.Measured)past.Items.Single(item => item.Metric == Metric.Sensitivity).Realised).Value.ShouldBe(realised.Count(row => row.Score >= 0.3) / (double)realised.Count, 1e-12);
        past.Items.Single(item => item.Metric == Metric.Sensitivity).WithinInterval.Reason.ShouldBeNull();
        past.Items.Select(item => item.Metric).ShouldBe(BackTest.Metrics);
    }

    [Fact]
    public async Task Outcomes_WhatCameOut_HasTheIntervalThatRepeatedPatientsLeave()
    {
        using var hospital = await FillAsync(rows: Rows.Select(row => row with { Patient = row.Patient is null ? null : row.Patient[..2] }));

        var group = (await hospital.Analyses.OutcomesAsync(Query(RaceB), CancellationToken.None))!.Groups[0];

        var widened = 0;
        foreach (var period in group.Periods.SkipLast(1))
        {
            List<ScoredEncounter> everyone = [.. In(Rows, period.Days).Where(row => row.Outcome == 1).Select(row => row with { Patient = row.Patient is null ? null : row.Patient[..2] })];
            List<ScoredEncounter> own = [.. everyone.Where(row => row.Values[0] == "B")];
            var item = period.Items.Single(item => item.Metric == Metric.Sensitivity);
            var realised = Repeated.Share(own, row => row.Score >= 0.3, everyone);
            Repeated.ShouldBe(item.Realised, realised.Estimate(ConfidenceLevel.Default), $"{period.Days.From}");
            widened += realised.DesignEffect > 1.2 ? 1 : 0;
            if (item is { Expected: Estimate.Measured { Value: var expected }, Realised: Estimate.Measured { Interval: { } interval } })
                item.WithinInterval.Value.ShouldBe(expected >= interval.Low && expected <= interval.High);
        }

        widened.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Outcomes_FewToCalibrateOn_AreNotEstimated()
    {
        using var hospital = await FillAsync(rows: Rows.Where(row => row.Time!.Value.Day > AsOf.AddDays(-7)));

        var now = (await hospital.Analyses.OutcomesAsync(Query(RaceB), CancellationToken.None))!.Groups[0].Periods[^1];

        now.Expected.ShouldBe(new ProvisionalPerformance.NotEstimable(NotEstimableReason.TooFewToCalibrate));
    }

    [Fact]
    public async Task LabelAudit_ByRace_RestsOnTheFirstEncounterOfEachPatient()
    {
        using var hospital = await FillAsync();

        var analysis = (await hospital.Analyses.LabelAuditAsync(Query(), "race", CancellationToken.None))!;

        var first = In(Rows, Scored).OrderBy(row => row.Time!.Value.Ticks).DistinctBy(row => row.Patient ?? row.Encounter).ToList();
        var measured = first.Where(row => row.Need is not null).ToList();
        analysis.WithoutNeed.ShouldBe(first.Count - measured.Count);
        analysis.Values.ShouldBe(["A", "B", "Unknown"]);
        var result = analysis.Result.Value;
        result.Patients.ShouldBe(measured.Count);
        result.Flagged.ShouldBe(measured.Count(row => row.Score >= 0.3));
        var groupB = result.Groups[1];
        groupB.Patients.ShouldBe(measured.Count(row => row.Values[0] == "B"));
        ((Estimate.Measured)groupB.ShareOfFlagged).Value.ShouldBe(measured.Count(row => row.Score >= 0.3 && row.Values[0] == "B") / (double)result.Flagged, 1e-12);
        groupB.Bins.Select(bin => bin.Need).OfType<Estimate.Measured>().Sum(need => need.Value * need.Denominator).ShouldBe(measured.Where(row => row.Values[0] == "B").Sum(row => row.Need!.Value), 1e-9);

        // Another dimension has the same patients, and was computed with the first; one that the definition does not have is nobody's.
        var bySex = (await hospital.Analyses.LabelAuditAsync(Query(), "sex", CancellationToken.None))!;
        bySex.Result.Value.Patients.ShouldBe(result.Patients);
        bySex.Values.ShouldBe(first.Where(row => row.Need is not null).Select(row => row.Values[1]).Distinct().Order(StringComparer.Ordinal));
        (await hospital.Analyses.LabelAuditAsync(Query(), "nothing", CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("sensitivity")]
    [InlineData("fpr")]
    [InlineData("flagRate")]
    [InlineData("outcomeKnownRate")]
    [InlineData("ppv")]
    [InlineData("overrideRate")]
    public async Task Gaps_StandardisedBySex_AreThoseOfPlainCounts(string key)
    {
        using var hospital = await FillAsync(Definition with { Response = new ResponseDefinition("response", ["yes"], ["no"]) });
        var metric = Metric.Find(key)!;

        var gap = (await hospital.Analyses.GapsAsync(Query(RaceB), metric, CancellationToken.None))!.Groups.ShouldHaveSingleItem();

        Func<ScoredEncounter, bool> inDenominator = key switch
        {
            "sensitivity" => row => row.Outcome == 1,
            "fpr" => row => row.Outcome == 0,
            "ppv" => row => row.Outcome is not null && row.Score >= 0.3,
            "overrideRate" => row => row.Score >= 0.3 && row.Response != Response.None,
            _ => _ => true,
        };
        Func<ScoredEncounter, bool> inNumerator = key switch
        {
            "outcomeKnownRate" => row => row.Outcome is not null,
            "ppv" => row => row.Outcome == 1,
            "overrideRate" => row => row.Response == Response.Overridden,
            _ => row => row.Score >= 0.3,
        };
        var rows = In(Rows, key is "flagRate" or "overrideRate" ? Scored : Mature).Where(inDenominator).ToList();
        double Rate(bool own, string sex) => rows.Where(row => row.Values[0] == "B" == own && row.Values[1] == sex).Select(inNumerator).Select(hit => hit ? 1.0 : 0).Average();
        double Whole(string sex) => rows.Count(row => row.Values[1] == sex) / (double)rows.Count;
        var plain = new[] { "F", "M" }.Sum(sex => Whole(sex) * (Rate(true, sex) - Rate(false, sex)));
        gap.By.Select(dimension => dimension.Column).ShouldBe(["sex"]);
        ((Estimate.Measured)gap.Standardised.Difference).Value.ShouldBe(plain, 1e-12);
        var raw = rows.Where(row => row.Values[0] == "B").ToList();
        ((Estimate.Measured)gap.Raw).Value.ShouldBe(
            (raw.Count(inNumerator) / (double)raw.Count) - (rows.Where(row => row.Values[0] != "B").Count(inNumerator) / (double)(rows.Count - raw.Count)), 1e-12);
    }

    [Fact]
    public async Task Gaps_OfASex_HaveNothingToMakeEqual()
    {
        using var hospital = await FillAsync();

        (await hospital.Analyses.GapsAsync(Query(SubgroupKey.Of("sex", "F"), SubgroupKey.All), Metric.Sensitivity, CancellationToken.None))!.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gaps_WhenTheDefinitionNamesOtherStrata_AreComputedAnew()
    {
        using var hospital = await FillAsync();
        var bySex = (await hospital.Analyses.GapsAsync(Query(RaceB), Metric.Sensitivity, CancellationToken.None))!.Groups[0];

        await hospital.ChangeAsync(Definition with { StandardiseBy = ["site", "sex"] });
        var bySite = (await hospital.Analyses.GapsAsync(Query(RaceB), Metric.Sensitivity, CancellationToken.None))!.Groups[0];
        await hospital.ChangeAsync(Definition with { StandardiseBy = [] });
        var byNothing = (await hospital.Analyses.GapsAsync(Query(RaceB), Metric.Sensitivity, CancellationToken.None))!.Groups;

        bySex.By.Select(dimension => dimension.Column).ShouldBe(["sex"]);
        bySite.By.Select(dimension => dimension.Column).ShouldBe(["site", "sex"]);
        bySite.Raw.ShouldBe(bySex.Raw);
        bySite.Standardised.ShouldNotBe(bySex.Standardised);
        byNothing.ShouldBeEmpty();
    }

    private static async Task<StoredHospital> FillAsync(ModelDefinition? definition = null, IEnumerable<ScoredEncounter>? rows = null)
    {
        var hospital = new StoredHospital(definition ?? Definition);
        await hospital.PutAsync(rows ?? Rows);
        return hospital;
    }

    private static AnalysisQuery Query(params SubgroupKey[] groups) => new(Definition.Key, 14, AsOf, groups);

    private static IEnumerable<ScoredEncounter> In(IEnumerable<ScoredEncounter> rows, DateRange days) => rows.Where(row => days.Contains(row.Time!.Value.Day));

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public Action AtHalf { get; init; } = () => { };

        public void Report(double value)
        {
            Shares.Add(value);
            if (Math.Abs(value - 0.5) < 1e-9)
                AtHalf();
        }
    }
}

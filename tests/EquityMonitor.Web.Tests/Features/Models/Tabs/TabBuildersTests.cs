using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Models.Calibration;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Gaps;
using EquityMonitor.Web.Features.Models.LabelAudit;
using EquityMonitor.Web.Features.Models.Outcomes;
using EquityMonitor.Web.Features.Models.Tabs;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Tests.Features.Models.Tabs;

/// <summary>What readers may see of an analysis, and how it is drawn: data in, data out.</summary>
public sealed class TabBuildersTests
{
    private const string Withheld = "Suppressed (1 to 10)";
    private static readonly DateRange Days = new(TabSeed.AsOf.AddDays(-34), TabSeed.AsOf.AddDays(-7));
    private static readonly IReadOnlyDictionary<string, string> Palette = new Dictionary<string, string> { [""] = "#111111", ["race=B"] = "#222222" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calibration_BinWithFewOutcomes_IsAGapForAViewer(bool shows)
    {
        var view = new CalibrationBuilder(TabSeed.Scope(shows)).Build(Calibration(Group(SubgroupKey.All, positives: [5, 40, 60])));

        view.State.ShouldBeOfType<PanelState.Ready>();
        view.Groups[0].Curve.Select(point => point.Observed is null).ShouldBe([!shows, false, false]);
        var chart = CalibrationCharts.Curve(view, ThemeColours.Light, Palette);
        Line(chart, "All patients").Y.ShouldBe([shows ? 5.0 : null, 40.0, 60.0]);
        Line(chart, "All patients" + TrendChartBuilder.BandSuffix).X.Count.ShouldBe(shows ? 6 : 4);
        CalibrationTables.Curve(view).Rows[0].Cells[3].ShouldBe(shows ? "5\u00A0%" : Withheld);
        CalibrationTables.CurveFile(view).Rows[0][^1].ShouldBe(shows ? null : Withheld);
        view.Groups[0].Histogram[1].Count.ShouldBe(shows ? 4L : null);
    }

    [Fact]
    public void Calibration_GroupWithFewOutcomes_IsWithheldFromAViewerAltogether()
    {
        var view = new CalibrationBuilder(TabSeed.Scope(false)).Build(Calibration(Group(SubgroupKey.Of("race", "B"), positives: [1, 2, 3])));

        view.State.ShouldBeOfType<PanelState.Suppressed>();
        var group = view.Groups.ShouldHaveSingleItem();
        group.IsWithheld.ShouldBeTrue();
        group.Curve.ShouldBeEmpty();
        group.Histogram.ShouldBeEmpty();
        group.ObservedExpected.ShouldBeOfType<Reading.Suppressed>();
        group.OverTime.ShouldAllBe(window => window.Intercept is Reading.Suppressed && window.Slope is Reading.Suppressed);
        group.Error.ShouldBeNull();
    }

    [Fact]
    public void Calibration_Axes_HoldEveryPointAndInterval()
    {
        var view = new CalibrationBuilder(TabSeed.Scope(true)).Build(Calibration(Group(SubgroupKey.All, positives: [5, 20, 30])));

        CalibrationCharts.End(view).ShouldBeGreaterThanOrEqualTo(100 * view.Groups[0].Curve.Max(point => point.Observed!.Interval!.Value.High!.Value));
        CalibrationCharts.End(view).ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drift_SmallBin_IsWithheldFromAViewerInChartTableAndFile(bool shows)
    {
        var group = new GroupDrift(SubgroupKey.All, 1000, 900, 1000, 900, new ScoreBins([0.5], [500, 500], [993, 7]), Shift(0.3), []);

        var view = new DriftBuilder(TabSeed.Scope(shows)).Build(Drift([group]));

        view.Scores.ShouldBeOfType<PanelState.Ready>();
        view.Groups[0].Shift!.Level.ShouldBe(DriftLevel.Much);
        var chart = DriftCharts.Scores(view.Groups[0], ThemeColours.Light, "#111111");
        ((Bar)chart.Traces[0]).Y.ShouldBe([shows ? 99.3 : null, shows ? 0.7 : null]);
        DriftTables.Scores(view.Groups[0]).Rows[1].Cells[1].ShouldBe(shows ? "1\u00A0%, 7\u00A0encounters" : Withheld);
        DriftTables.ScoresFile(view).Rows[1][6].ShouldBe(shows ? 7L : null);
    }

    [Fact]
    public void Drift_ValuesWithoutTrainingShare_StandTogetherForTrainingAndAloneForTheBaseline()
    {
        var live = new Dictionary<string, long> { ["A"] = 500, ["B"] = 300, ["C"] = 150, ["Other"] = 50 };
        var mix = new DimensionMix("race", MixDrift.AgainstTraining(TabSeed.Definition.Training["race"], live, ConfidenceLevel.Default), MixDrift.AgainstBaseline(live, live, ConfidenceLevel.Default));

        var view = new DriftBuilder(TabSeed.Scope(true)).Build(Drift([], mix));
        var rows = view.Chosen.Rows;

        view.MixLead.ShouldContain("By race, “B” stands out: against the training population, 6.00 times as often");

        rows.Select(row => row.Name).ShouldBe(["A", "B", "C", "Other", "All without a declared share"]);
        rows[3].OfTraining.ShouldBeNull();
        rows[3].Now.MeasuredOrNull!.Value.ShouldBe(0.05, 1e-12);
        rows[4].Now.MeasuredOrNull!.Value.ShouldBe(0.2, 1e-12);
        rows[4].OfTraining!.MeasuredOrNull!.Value.ShouldBe(4, 1e-9);
        rows[1].OfBaseline!.MeasuredOrNull!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Drift_ValuesWithoutTrainingShare_AreNoExampleWhereAnotherHasAName()
    {
        var live = new Dictionary<string, long> { ["A"] = 400, ["B"] = 150, ["C"] = 450 };
        var mix = new DimensionMix("race", MixDrift.AgainstTraining(TabSeed.Definition.Training["race"], live, ConfidenceLevel.Default), NotEstimableReason.NoBaseline);

        var view = new DriftBuilder(TabSeed.Scope(true)).Build(Drift([], mix));

        view.MixLead.ShouldContain("By race, “B” stands out: against the training population, 3.00 times as often");
        DriftWords.RatioOf(view.Chosen, view.Level).ShouldContain("“B” occurs 3.00 times as often as in the training population");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Drift_GroupThatCannotBeHeldAgainstTheBaseline_SaysWhy_UnlessItIsWithheld(bool shows)
    {
        var group = new GroupDrift(SubgroupKey.Of("race", "B"), 5, 5, 0, 0, null, NotEstimableReason.EmptyReference, []);

        var view = new DriftBuilder(TabSeed.Scope(shows)).Build(Drift([group]));

        view.Groups[0].Missing.ShouldBe(shows ? NotEstimableReason.EmptyReference : null);
        view.Groups[0].IsWithheld.ShouldBe(!shows);
    }

    [Fact]
    public void Drift_MixThatCannotBeTested_SaysWhyInPlaceOfAPValue()
    {
        var live = new Dictionary<string, long> { ["A"] = 500 };
        var mix = new DimensionMix("race", NotEstimableReason.NoTrainingShares, MixDrift.AgainstBaseline(live, live, ConfidenceLevel.Default));

        var view = new DriftBuilder(TabSeed.Scope(true)).Build(Drift([], mix));

        view.Mix[0].AgainstTraining.Reason.ShouldBe(NotEstimableReason.NoTrainingShares);
        DriftWords.P(view.Mix[0].AgainstBaseline.Value.PValue).ShouldBe("not tested: only one value occurs");
    }

    [Fact]
    public void Outcomes_NoPastEstimate_SaysWhatItLacked() =>
        OutcomesWords.Of(NotEstimableReason.TooFewToCalibrate, Metric.Sensitivity).ShouldBe("No past estimate could be held against outcomes yet: it takes 50 encounters with the outcome and 50 without to learn from.");

    [Theory]
    [InlineData(0.05, 0.02, "more often than in the baseline")]
    [InlineData(-0.05, 0.02, "less often than in the baseline")]
    [InlineData(0.01, 0.02, "as in the baseline: no clear difference")]
    public void Drift_Difference_SaysWhetherChanceExplainsIt(double value, double half, string words)
    {
        var reading = new Reading.Known(new Estimate.Measured(value, new Interval(value - half, value + half), 100));

        DriftWords.Verdict(new ShareView(ShareKind.FlagRate, "Flag rate", reading, reading, reading))!.ShouldStartWith(words);
    }

    [Fact]
    public void Outcomes_PeriodWithFewOutcomes_IsNeitherShownToAViewerNorCountedInTheBackTest()
    {
        var periods = new[] { Period(2, 40, 30), Period(1, 40, 4), Period(0, 40, 30) };
        var analysis = new OutcomeAnalysis(TabSeed.AsOf, 7, new ScoreScale(0.3, true, ConfidenceLevel.Default), [new GroupOutcomes(SubgroupKey.All, [new AgeBand(0, 6, false, new ClusteredProportion(5, 100, 1), 90), new AgeBand(7, 13, true, new ClusteredProportion(50, 100, 2), 90)], periods)]);

        var quality = new OutcomesBuilder(TabSeed.Scope(true)).Build(analysis);
        var viewer = new OutcomesBuilder(TabSeed.Scope(false)).Build(analysis);

        quality.Groups[0].Figures[0].Test!.Value.Compared.ShouldBe(2);
        viewer.Groups[0].Figures[0].Test!.Value.Compared.ShouldBe(1);
        viewer.Groups[0].Periods[1].Realised.ShouldBeOfType<Reading.Suppressed>();
        viewer.Groups[0].Periods[2].Realised.ShouldBeNull();
        viewer.Groups[0].Ages[0].Known.ShouldBeOfType<Reading.Suppressed>();
        quality.Groups[0].Ages[1].Known.MeasuredOrNull!.Value.ShouldBe(0.5);
        var expected = Line(OutcomesCharts.Provisional(quality, ThemeColours.Light, Palette), "All patients, provisional");
        expected.Line.Dash.ShouldBe("dash");
        expected.Y.Count.ShouldBe(3);
        Line(OutcomesCharts.Provisional(quality, ThemeColours.Light, Palette), "All patients").Y[^1].ShouldBeNull();
    }

    /// <summary>Expected: 20 found of 35, 30 flagged wrongly of 65. The threshold of 0.3 weighs a false flag at 3/7.</summary>
    [Theory]
    [InlineData("f1", 40 / 85.0, "0.47 expected")]
    [InlineData("nne", 2.5, "2.5 expected")]
    [InlineData("balancedAccuracy", ((20 / 35.0) + (35 / 65.0)) / 2, "0.55 expected")]
    [InlineData("netBenefit", (20 - (30 * 3 / 7.0)) / 100, "0.071 expected")]
    public void Outcomes_OtherThanAShare_IsDrawnOnItsOwnScale(string metric, double expected, string said)
    {
        var analysis = new OutcomeAnalysis(TabSeed.AsOf, 7, new ScoreScale(0.3, true, ConfidenceLevel.Default), [new GroupOutcomes(SubgroupKey.All, [new AgeBand(0, 6, false, new ClusteredProportion(5, 100, 1), 90)], [Period(1, 40, 30), Period(0, 40, 30)])]);

        var view = new OutcomesBuilder(TabSeed.Scope(true, metric: metric)).Build(analysis);

        view.Note.ShouldBeNull();
        view.Metric.Key.ShouldBe(metric);
        var figure = view.Groups[0].Figures[^1];
        figure.Metric.Key.ShouldBe(metric);
        figure.Expected.MeasuredOrNull!.Value.ShouldBe(expected, 1e-12);
        OutcomesWords.Expects(figure.Expected, view.Metric).ShouldBe(said);
        figure.Test!.Value.Compared.ShouldBe(1);
        ((double)Line(OutcomesCharts.Provisional(view, ThemeColours.Light, Palette), "All patients, provisional").Y[^1]).ShouldBe(expected, 1e-6);
        OutcomesTables.Provisional(view).Rows[0].Cells[1].ShouldBe(said);
        OutcomesTables.ProvisionalFile(view).Rows[0][5].ShouldBe(view.Groups[0].Periods[0].Realised!.MeasuredOrNull!.Value);
    }

    [Fact]
    public void Outcomes_MetricThatCountsDoNotDetermine_SaysSoAndShowsAnother()
    {
        var analysis = new OutcomeAnalysis(TabSeed.AsOf, 7, new ScoreScale(0.3, true, ConfidenceLevel.Default), [new GroupOutcomes(SubgroupKey.All, [new AgeBand(0, 6, false, new ClusteredProportion(5, 100, 1), 90)], [Period(0, 40, 30)])]);

        var view = new OutcomesBuilder(TabSeed.Scope(true, metric: "auroc")).Build(analysis);

        view.Note!.ShouldStartWith("AUROC has no provisional value");
        view.Metric.ShouldBe(Metric.Sensitivity);
        view.Groups[0].Figures.Count.ShouldBe(4);
    }

    [Fact]
    public void Outcomes_RepeatedPatients_WidenWhatIsKnownByAge()
    {
        var analysis = new OutcomeAnalysis(TabSeed.AsOf, 7, new ScoreScale(0.3, true, ConfidenceLevel.Default), [new GroupOutcomes(SubgroupKey.All, [new AgeBand(7, 13, true, new ClusteredProportion(50, 100, 2), 90)], [Period(0, 40, 30)])]);

        var known = new OutcomesBuilder(TabSeed.Scope(true)).Build(analysis).Groups[0].Ages[0].Known.MeasuredOrNull!;

        known.Interval.ShouldBe(Wilson.Interval(25, 50, ConfidenceLevel.Default.Z));
        (known.Denominator, known.DesignEffect).ShouldBe((100, 2));
    }

    [Fact]
    public void Outcomes_OfPoints_HaveNoProvisionalFigures()
    {
        var analysis = new OutcomeAnalysis(TabSeed.AsOf, 7, new ScoreScale(3, false, ConfidenceLevel.Default), [new GroupOutcomes(SubgroupKey.All, [new AgeBand(0, 6, false, new ClusteredProportion(50, 100, 1), 90)], [])]);

        new OutcomesBuilder(TabSeed.Scope(true)).Build(analysis).Provisional.ShouldBe(new PanelState.NotEstimable("score is not a probability"));
    }

    [Fact]
    public void LabelAudit_SmallGroup_IsWithheldFromAViewerAndNotDrawn()
    {
        var random = new Random(1);
        ushort[] codes = [.. Enumerable.Range(0, 2000).Select(person => (ushort)(person < 5 ? 2 : person % 2))];
        double[] scores = [.. codes.Select(_ => random.NextDouble())];
        var result = LabelAudit.Evaluate(scores, [.. codes.Select(code => code + random.NextDouble())], codes, 3, 0.5, ConfidenceLevel.Default);
        var analysis = new LabelAuditAnalysis(Days, "race", ["A", "B", "C"], 3, result);

        var view = new LabelAuditBuilder(TabSeed.Scope(false)).Build(analysis);

        view.Lead.ShouldContain("patients whose race is B have a need (chronic conditions) that lies");
        view.Groups[2].Patients.ShouldBeNull();
        view.Groups[2].Gap.ShouldBeOfType<Reading.Suppressed>();
        view.Drawn.Select(group => group.Name).ShouldBe(["A", "B"]);
        view.Banded.ShouldBe(["race=B"]);
        var chart = LabelAuditCharts.Need(view, ThemeColours.Light, new Dictionary<string, string> { ["race=A"] = "#111111", ["race=B"] = "#222222" });
        chart.Traces.OfType<Scatter>().Select(trace => trace.Name).ShouldBe(["A", "B" + TrendChartBuilder.BandSuffix, "B", "Threshold"]);
        LabelAuditTables.GroupsFile(view).Rows[2].ShouldBe(["C", null, null, null, null, null, null, null, null, Withheld]);
        new LabelAuditBuilder(TabSeed.Scope(true)).Build(analysis).Groups[2].Patients.ShouldBe(5);
        new LabelAuditBuilder(TabSeed.Scope(true, pins: ["race=A"])).Build(analysis).Banded.ShouldBe(["race=A"]);
    }

    [Fact]
    public void LabelAudit_GroupTooSmallToCompare_GetsNoAllClearAndItsSharesAreSaid()
    {
        // Of C there are few near the threshold, and the neediest of all patients are among them.
        var random = new Random(1);
        ushort[] codes = [.. Enumerable.Range(0, 4000).Select(person => (ushort)(person < 200 ? 2 : person % 2))];
        double[] scores = [.. codes.Select(code => code == 2 ? 0.4 * random.NextDouble() : random.NextDouble())];
        var result = LabelAudit.Evaluate(scores, [.. codes.Select(code => (code == 2 ? 1 : 0) + random.NextDouble())], codes, 3, 0.5, ConfidenceLevel.Default);

        var view = new LabelAuditBuilder(TabSeed.Scope(true)).Build(new LabelAuditAnalysis(Days, "race", ["A", "B", "C"], 3, result));

        view.Groups[2].Gap.ShouldBeOfType<Reading.NotEstimable>();
        view.Lead.Replace('\u00A0', ' ').ShouldStartWith("Only 2 of 3 groups have enough patients near the threshold to be compared: A and B, no difference beyond chance. Patients whose race is C are 0 % (0 to 0.2) of the flagged; by need they would be 10 %.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gaps_OfFew_AreWithheldFromAViewer(bool shows)
    {
        PerformanceSample own = Sample(new ConfusionCounts(8, 50, 20, 200)), others = Sample(new ConfusionCounts(300, 200, 100, 900));
        var standardised = StandardisedGap.Evaluate([new(8, 28)], [new(300, 400)], [428], ConfidenceLevel.Default);
        var analysis = new GapAnalysis(Metric.Sensitivity, [new GroupGap(SubgroupKey.Of("race", "B"), [TabSeed.Definition.Dimensions[1]], own, others, standardised.Difference, standardised)]);

        var group = new GapsBuilder(TabSeed.Scope(shows)).Build(analysis).Groups[0];

        (group.Raw is Reading.Known).ShouldBe(shows);
        (group.Standardised is Reading.Known).ShouldBe(shows);
        (group.Sentence(Metric.Sensitivity) is not null).ShouldBe(shows);
        GapsBuilder.File(new GapsView(Metric.Sensitivity, [group]) { Level = ConfidenceLevel.Default }).Rows[0][^1].ShouldBe(shows ? null : Withheld);
    }

    [Theory]
    [InlineData(0.0349, "+3.5")]
    [InlineData(-0.0349, "\u22123.5")]
    [InlineData(0.0004, "0")]
    [InlineData(0.2, "+20.0")]
    public void Points_AreSignedToATenth(double share, string text) => GapWords.Points(share).ShouldBe(text);

    [Theory]
    [InlineData(-0.472, 0.145, "\u221247")]
    [InlineData(0.004, 0.3, "0")]
    public void Points_OfAWideInterval_AreWhole(double share, double width, string text) => GapWords.Points(share, width).ShouldBe(text);

    private static CalibrationAnalysis Calibration(GroupCalibration group) => new(Days, true, [group]);

    private static GroupCalibration Group(SubgroupKey key, int[] positives)
    {
        var total = positives.Sum();
        var rows = 100 * positives.Length;
        var estimate = new Estimate.Measured(1, new Interval(0.9, 1.1), total);
        var histogram = new long[GroupCalibration.HistogramBins];
        (histogram[0], histogram[1]) = (rows - 4, 4);
        return new GroupCalibration(
            key, rows, total, rows,
            [.. positives.Select((count, bin) => new CalibrationBin(100, bin * 0.1, (bin * 0.1) + 0.1, (bin * 0.1) + 0.05, new Estimate.Measured(count / 100.0, Wilson.Interval(count, 100, 1.96), 100)))],
            histogram, estimate, new CalibrationError(0.02, 0.01, 200, rows), [new CalibrationWindow(Days, rows, total, rows, estimate, estimate)]);
    }

    private static DriftAnalysis Drift(IReadOnlyList<GroupDrift> groups, DimensionMix? mix = null) =>
        new(Days, Days, TabSeed.Definition.Baseline, null, groups, [mix ?? new DimensionMix("race", NotEstimableReason.NoTrainingShares, NotEstimableReason.NoBaseline)]);

    private static DistributionShiftResult Shift(double psi) => new(new StabilityIndex(psi, psi, 10), 0.2, new KolmogorovSmirnovResult(0.1, 0.01), new WassersteinResult(0.05, 0.3));

    private static ProvisionalPeriod Period(int back, long negatives, long positives)
    {
        var days = new DateRange(TabSeed.AsOf.AddDays((-7 * back) - 6), TabSeed.AsOf.AddDays(-7 * back));
        var expected = new ProvisionalPerformance.Expected(new ExpectedConfusion(20, 30, 15, 35), 100);
        var sample = Sample(new ConfusionCounts(positives, negatives, positives, negatives));
        return new ProvisionalPeriod(days, back == 0, expected, sample, back == 0 ? [] : BackTest.Compare(expected, sample, new ScoreScale(0.3, true, ConfidenceLevel.Default)));
    }

    private static PerformanceSample Sample(ConfusionCounts counts) => new() { Scored = 1000, Flagged = counts.Flagged, Patients = 900, Mature = 1000, Counts = counts };

    private static Scatter Line(TrendChart chart, string name) => chart.Traces.OfType<Scatter>().Single(trace => trace.Name == name);
}

using EquityMonitor.Simulation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Simulation;

public sealed class PlantedTruthTests
{
    [Fact]
    public void SpanishSensitivity_FallsOnItsDay_WhileAllPatientsStayAboveTheFloor()
    {
        var truth = PlantedTruths.SpanishSensitivity;
        var (before, after) = BeforeAndAfter(truth);
        SimulatedDays.Sensitivity(before, truth.Model).ShouldBe(truth.Sound, 0.05);
        SimulatedDays.Sensitivity(after, truth.Model).ShouldBe(truth.Faulty, 0.07);

        var floor = SimulatedRules.Floor(truth.Model, "sensitivity");
        var window = SimulatedDays.NewestWindow(truth.Model);
        SimulatedDays.Sensitivity(window.Where(row => SimulatedDays.IsIn(row, truth)), truth.Model).ShouldBeLessThan(floor - 0.1);
        SimulatedDays.Sensitivity(window, truth.Model).ShouldBeGreaterThan(floor + 0.1);
    }

    [Fact]
    public void BlackWomenSepsis_InTheNewestWindow_IsPoorWhileBothParentsMeetTheFloor()
    {
        var truth = PlantedTruths.BlackWomenSepsis;
        var floor = SimulatedRules.Floor(truth.Model, "sensitivity");
        var window = SimulatedDays.NewestWindow(truth.Model);
        SimulatedDays.Sensitivity(window.Where(row => SimulatedDays.IsIn(row, truth)), truth.Model).ShouldBeLessThan(floor - 0.15);
        SimulatedDays.Sensitivity(window.Where(row => row.Race == "Black"), truth.Model).ShouldBeGreaterThan(floor + 0.05);
        SimulatedDays.Sensitivity(window.Where(row => row.Sex == "Female"), truth.Model).ShouldBeGreaterThan(floor + 0.15);

        var all = SimulatedDays.Encounters(truth.Model);
        SimulatedDays.Sensitivity(all.Where(row => SimulatedDays.IsIn(row, truth)), truth.Model).ShouldBe(truth.Faulty, 0.05);
        SimulatedDays.Sensitivity(all.Where(row => !SimulatedDays.IsIn(row, truth)), truth.Model).ShouldBe(truth.Sound, 0.05);
        (SimulatedDays.Auroc(all.Where(row => !SimulatedDays.IsIn(row, truth))) - SimulatedDays.Auroc(all.Where(row => SimulatedDays.IsIn(row, truth)))).ShouldBeGreaterThan(0.08);
    }

    [Fact]
    public void WestScores_AfterTheUpgrade_DriftFromTheBaselineAndNowhereElse()
    {
        var truth = PlantedTruths.WestScoreDrift;
        var baseline = SimulatedDays.Encounters(truth.Model, -730, -549);
        var newest = SimulatedDays.Encounters(truth.Model, -90);
        double Psi(string site) => PopulationStability([.. baseline.Where(row => row.Site == site).Select(row => row.Score)], [.. newest.Where(row => row.Site == site).Select(row => row.Score)]);
        Psi("West").ShouldBeGreaterThan(0.25);
        Psi("Main").ShouldBeLessThan(0.1);
        Psi("North").ShouldBeLessThan(0.1);
        Psi("South").ShouldBeLessThan(0.1);

        var (before, after) = BeforeAndAfter(truth);
        PopulationStability([.. baseline.Where(row => row.Site == "West").Select(row => row.Score)], [.. before.TakeLast(600).Select(row => row.Score)]).ShouldBe(truth.Sound, 0.06);
        PopulationStability([.. baseline.Where(row => row.Site == "West").Select(row => row.Score)], [.. after.Select(row => row.Score)]).ShouldBe(truth.Faulty, 0.2);
    }

    [Fact]
    public void SelfPayOutcomes_FromTheirDayOn_AreRecordedLessOften()
    {
        var truth = PlantedTruths.SelfPayOutcomes;
        var (before, after) = BeforeAndAfter(truth);
        SimulatedDays.KnownRate(before).ShouldBe(truth.Sound, 0.01);
        SimulatedDays.KnownRate([.. after.Where(row => DateOnly.FromDateTime(row.ScoredAt) < SimulatedDays.Anchor.AddDays(-60))]).ShouldBe(truth.Faulty, 0.03);

        var window = SimulatedDays.NewestWindow(truth.Model);
        var floor = SimulatedRules.Floor(truth.Model, "outcomeKnownRate");
        SimulatedDays.KnownRate([.. window.Where(row => SimulatedDays.IsIn(row, truth))]).ShouldBeLessThan(floor - 0.05);
        SimulatedDays.KnownRate(window).ShouldBeGreaterThan(floor + 0.05);
    }

    [Fact]
    public void BlackNeed_AtEqualScore_IsHigherAlthoughTheLabelIsCalibrated()
    {
        var truth = PlantedTruths.BlackNeed;
        var rows = SimulatedDays.Encounters(truth.Model).Where(row => row.Language == "English").ToList();
        foreach (var (low, high) in new[] { (0.0, 0.08), (0.08, 0.15), (0.15, 0.25), (0.25, 1.0) })
        {
            var near = rows.Where(row => row.Score >= low && row.Score < high).ToList();
            double Need(bool black) => near.Where(row => SimulatedDays.IsIn(row, truth) == black).Average(row => row.ChronicConditions);
            (Need(true) / Need(false)).ShouldBe(truth.Faulty / truth.Sound, 0.15, $"scores from {low}");
        }

        rows.Where(row => !SimulatedDays.IsIn(row, truth)).Average(row => row.ChronicConditions).ShouldBe(truth.Sound, 0.2);
        var black = rows.Where(row => SimulatedDays.IsIn(row, truth)).ToList();
        (black.Count(row => row.Outcome) / black.Sum(row => row.Score)).ShouldBe(1, 0.05);
    }

    [Theory]
    [InlineData("sensitivity")]
    [InlineData("outcomeKnownRate")]
    public void SingleSubgroups_InTheNewestWindow_ArePastAFloorOnlyWhereATruthIsPlanted(string metric)
    {
        foreach (var model in SimulatedModel.All)
        {
            var (floor, minimum) = (SimulatedRules.Floor(model, metric), SimulatedRules.Minimum(model, metric));
            var window = SimulatedDays.NewestWindow(model);
            foreach (var dimension in SimulatedRules.Dimensions(model))
            {
                foreach (var group in window.GroupBy(SimulatedDays.Column(dimension)))
                {
                    var rows = group.ToList();
                    var denominator = metric == "sensitivity" ? rows.Count(row => row.Outcome && row.OutcomeRecordedAt is not null) : rows.Count;
                    if (denominator < minimum) continue;
                    var value = metric == "sensitivity" ? SimulatedDays.Sensitivity(rows, model) : SimulatedDays.KnownRate(rows);
                    var planted = PlantedTruths.All.Any(truth => truth.Model == model && truth.Metric == metric && truth.Subgroup.Count == 1 && truth.Subgroup.GetValueOrDefault(dimension) == group.Key);
                    (value < floor).ShouldBe(planted, $"{model.Key} {dimension}={group.Key}: {value}");
                }
            }
        }
    }

    [Fact]
    public void Truths_NameMetricsOfTheCatalogueAndDimensionsOfTheirModel()
    {
        PlantedTruths.All.Select(truth => truth.Key).Distinct().Count().ShouldBe(PlantedTruths.All.Count);
        foreach (var truth in PlantedTruths.All)
        {
            (Metric.Find(truth.Metric) is not null || truth.Metric is "psi" or "need").ShouldBeTrue(truth.Metric);
            truth.Subgroup.Keys.ShouldBeSubsetOf(SimulatedRules.Dimensions(truth.Model));
            (truth.Faulty > truth.Sound).ShouldBe(truth.Direction == PlantedDirection.Higher);
        }
    }

    private static (List<SimulatedRow> Before, List<SimulatedRow> After) BeforeAndAfter(PlantedTruth truth)
    {
        var day = SimulatedDays.Anchor.AddDays(truth.FromDay!.Value);
        var rows = SimulatedDays.Encounters(truth.Model).Where(row => SimulatedDays.IsIn(row, truth)).ToLookup(row => DateOnly.FromDateTime(row.ScoredAt) < day);
        return ([.. rows[true]], [.. rows[false]]);
    }

    /// <summary>PSI over the tenths of the baseline, counted plainly.</summary>
    private static double PopulationStability(double[] baseline, double[] newest)
    {
        Array.Sort(baseline);
        var edges = Enumerable.Range(1, 9).Select(k => baseline[baseline.Length * k / 10]).Distinct().ToArray();
        double Share(double[] scores, int bin) => (scores.Count(score => edges.Count(edge => score >= edge) == bin) + 0.5) / (scores.Length + 0.5 * (edges.Length + 1));
        return Enumerable.Range(0, edges.Length + 1).Sum(bin => (Share(newest, bin) - Share(baseline, bin)) * Math.Log(Share(newest, bin) / Share(baseline, bin)));
    }
}

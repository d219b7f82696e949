using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evidence;

public sealed class DayFreezerTests
{
    private static readonly IdentifierHasher Hasher = new(new byte[32]);
    private static readonly DateOnly First = new(2026, 1, 1);

    private static readonly RuleDefinition Floor = Hospital.Definition.Rules[0] with { Evidence = RuleEvidence.PeekSafe };

    [Theory]
    [InlineData(364, false)]
    [InlineData(365, true)]
    public void Freeze_PatientWhoWasThereBefore_CountsAgainAfter365Days(int later, bool counts)
    {
        var rows = Freeze(Floor, later, Row(0, "p"), Row(later, "p"));

        rows.Rows.ShouldBe(counts ? 1 : 0);
    }

    [Fact]
    public void Freeze_PatientWhoComesEvery200Days_CountsTheFirstTimeAndNeverAgain()
    {
        int[] days = [0, 200, 400, 600, 800];
        var encounters = Array.ConvertAll(days, day => Row(day, "p"));

        foreach (var day in days)
            Freeze(Floor, day, encounters).Rows.ShouldBe(day == 0 ? 1 : 0, $"day {day}");
    }

    [Fact]
    public void Freeze_PatientWhoCameBeforeTheFormBegan_IsNewToIt()
    {
        Freeze(Floor, 1, Row(-1, "p"), Row(1, "p")).Rows.ShouldBe(1);
        Freeze(Floor, 1, Row(0, "p"), Row(1, "p")).Rows.ShouldBe(0);
    }

    [Fact]
    public void Freeze_TwoEncountersOfAPatientOnADay_CountsTheFirstInCanonicalOrder()
    {
        var rows = Freeze(Floor, 0, Row(0, "p", score: 0.9, minute: 5), Row(0, "p", score: 0.1, minute: 3));

        rows.Success.ShouldBe([false]);
    }

    [Fact]
    public void Freeze_EncountersOutsideTheDenominatorOrWithoutAPatient_TakeNobodysPlace()
    {
        var rows = Freeze(Floor, 1, Row(0, "p", outcome: 0), Row(0, "q", outcome: null), Row(0, null), Row(1, "p"), Row(1, "q"), Row(1, null), Row(1, null));

        rows.Rows.ShouldBe(4);
        rows.Unlinked.ShouldBe(2);
    }

    [Fact]
    public void Freeze_EncounterWithoutAPatientThatWasScoredAgain_CountsOnce()
    {
        var encounters = new[] { Row(0, null) with { Encounter = "e" }, Row(1, null) with { Encounter = "e" }, Row(1, null) with { Encounter = "other" }, Row(1, null) with { Encounter = "other" } };

        Freeze(Floor, 0, encounters).Rows.ShouldBe(1);
        Freeze(Floor, 1, encounters).Rows.ShouldBe(1);
        Freeze(Floor, 366, [.. encounters, Row(366, null) with { Encounter = "e" }]).Rows.ShouldBe(1, "as anybody counts again after a year");
    }

    [Fact]
    public void Freeze_PatientAndEncounterOfTheSameId_AreTwo() => Freeze(Floor, 1, Row(0, "x"), Row(1, null) with { Encounter = "x" }).Rows.ShouldBe(1);

    [Fact]
    public void Freeze_ModelWithoutAPatientColumn_CountsEachEncounterOnce() =>
        Freeze(Hospital.Definition with { Patient = null }, Floor, 1, _ => false, Row(0, null) with { Encounter = "e" }, Row(1, null) with { Encounter = "e" }, Row(1, null)).Rows.ShouldBe(1);

    [Fact]
    public void Freeze_PatientWhoMovedToAnotherSite_IsNewThereAndInItsPairsOnly()
    {
        var rows = Freeze(Floor, 1, Row(0, "p", site: "North"), Row(1, "p", site: "South"));

        var cells = new DayCells(rows);
        var counted = Enumerable.Range(0, cells.SubsetCount).Where(subset => cells.Counts(0, subset))
            .Select(subset => cells.KeyOf(subset, cells.CellOf(0, subset)).ToString());
        counted.ShouldBe(["site=South", "race=A & site=South", "sex=F & site=South"], ignoreOrder: true);
    }

    [Fact]
    public void Freeze_RuleThatCompares_CountsAPatientOnceOnBothSides()
    {
        var gap = Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() };

        Freeze(gap, 1, Row(0, "p", site: "North"), Row(1, "p", site: "South")).Rows.ShouldBe(0);
    }

    [Fact]
    public void Freeze_HeldDayAfterALaterOne_LeavesOutWhomTheLaterOneCounted()
    {
        var encounters = new[] { Row(0, "p"), Row(0, "q"), Row(1, "p") };

        Freeze(Floor, 0, encounters).Rows.ShouldBe(2);
        Freeze(Floor, 0, _ => true, encounters).Rows.ShouldBe(1);
    }

    [Fact]
    public void Freeze_Rows_StandInAnOrderThatSaysNothingOfOutcomeAndScore()
    {
        var rule = Floor with { Metric = Metric.Auroc, Limit = new Limit.Floor(0.6) };
        var encounters = Enumerable.Range(0, 2000).Select(row => Row(0, $"p{row}", score: row / 2000.0, outcome: (byte)(row % 2))).ToArray();

        var rows = Freeze(rule, 0, encounters);

        rows.Rows.ShouldBe(2000);
        rows.Score[..1000].Average().ShouldBe(0.5, 0.04);
        rows.Success[..1000].Count(success => success).ShouldBeInRange(440, 560);
        Freeze(rule, 0, [.. encounters.Reverse()]).Score.ShouldBe(rows.Score);
    }

    [Fact]
    public void Codec_FrozenRows_AreReadBackEqual()
    {
        var rule = Floor with { Metric = Metric.Brier, Limit = new Limit.Ceiling(0.2) };
        var rows = Freeze(rule, 1, Row(0, "p", site: "North"), Row(1, "p", site: "South", score: 0.1 + 0.2), Row(1, "q", outcome: 0), Row(1, null, site: "Größe"));

        var read = FrozenRowsCodec.Decode(FrozenRowsCodec.Encode(rows));

        read.ShouldBeEquivalentTo(rows);
        read.Counted.ShouldNotBeEmpty();
        read.Unlinked.ShouldBe(1);
    }

    [Fact]
    public void Of_EveryMetricThatMayBePeekSafe_HasItsDenominator()
    {
        foreach (var metric in Metric.Catalogue.Where(metric => PeekSafeSense.Problem(metric, new Limit.Floor(metric == Metric.Nne ? 3 : 0.5)) is null))
            EvidenceMetric.Of(metric).ShouldNotBeNull(metric.Key);
        foreach (var metric in new[] { Metric.F1, Metric.BalancedAccuracy, Metric.AveragePrecision, Metric.CalibrationError, Metric.NetBenefit, Metric.CalibrationSlope })
            PeekSafeSense.Problem(metric, new Limit.Floor(0.5)).ShouldNotBeNull(metric.Key);
    }

    [Fact]
    public void Basis_DaysThatVaryByChanceAlone_AreOrdinaryAndNoOthers()
    {
        var random = new Random(3);
        FormBasis Of(bool vary, int days = 400)
        {
            var dispersion = new BaselineDispersion(EvidenceKind.Proportion);
            for (var day = 0; day < days; day++)
            {
                var chance = vary ? day % 2 == 0 ? 0.3 : 0.7 : 0.5;
                dispersion.Add(Frozen.Day(day, 1, "", [.. Enumerable.Range(0, 12).Select(_ => ("A", random.NextDouble() < chance, 0.0))]).Cells.Rows);
            }

            return dispersion.ToBasis();
        }

        Of(vary: true).Ordinary.ShouldBeEmpty();
        Of(vary: false, days: 29).Ordinary.ShouldBeEmpty("too few days show nothing");
        var calm = Of(vary: false);
        calm.Ordinary.ShouldBe(["", "group=A"]);
        calm.IsOrdinary(Monitoring.Evaluation.SubgroupKey.Of("group", "A")).ShouldBeTrue();
        calm.IsOrdinary(Monitoring.Evaluation.SubgroupKey.Of("group", "rare")).ShouldBeFalse();
        FormBasis.Parse(calm.ToJson()).ToJson().ShouldBe(calm.ToJson());
    }

    private static FrozenRows Freeze(RuleDefinition rule, int day, params ScoredEncounter[] encounters) => Freeze(rule, day, _ => false, encounters);

    private static FrozenRows Freeze(RuleDefinition rule, int day, Func<DateOnly, bool> isStepped, params ScoredEncounter[] encounters) =>
        Freeze(Hospital.Definition, rule, day, isStepped, encounters);

    private static FrozenRows Freeze(ModelDefinition definition, RuleDefinition rule, int day, Func<DateOnly, bool> isStepped, params ScoredEncounter[] encounters)
    {
        var lookback = new PatientLookback(definition);

        // Newest first: the order in which days are loaded must not matter.
        foreach (var group in encounters.GroupBy(encounter => encounter.Time!.Value.Day).OrderByDescending(group => group.Key))
            lookback.Add(group.Key, DayBuilder.Build(definition, group, Hasher));
        return new DayFreezer(lookback, new RuleForm(definition, rule, 1, First, FormBasis.None)).Freeze(First.AddDays(day), isStepped);
    }

    private static int _encounters;

    private static ScoredEncounter Row(int day, string? patient, byte? outcome = 1, double score = 0.5, string site = "Main", int? minute = null)
    {
        var number = Interlocked.Increment(ref _encounters);
        return new ScoredEncounter
        {
            Time = new EncounterTime(First.AddDays(day), First.AddDays(day).ToDateTime(new TimeOnly(8, minute ?? 0)).Ticks + (minute is null ? number : 0)),
            Encounter = FormattableString.Invariant($"e{number}"),
            Patient = patient,
            Score = score,
            Outcome = outcome,
            Values = ["A", "F", site],
        };
    }
}

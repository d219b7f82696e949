using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class RuleWordsTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(
        """
        key: m
        name: M
        version: "1"
        score: { column: s, kind: probability }
        threshold: 0.1
        outcome: { column: y }
        encounter: e
        dimensions: [race, { column: age, name: Age band, bands: [65] }]
        """, "m", DefinitionUse.FileAudit).Definition!;

    private static readonly RuleDefinition Floor = new()
    {
        Key = "k",
        Name = "N",
        Metric = Metric.Sensitivity,
        Limit = new Limit.Floor(0.55),
        Better = BetterDirection.Higher,
        Window = 90,
        Severity = Severity.High,
    };

    [Fact]
    public void Of_Floor_SaysLimitWindowScopeMinimumAndSeverity() =>
        Of(Floor).ShouldBe("Sensitivity at least 55 % over 90 days, for all patients and every subgroup. Judged once there are 30 encounters with the outcome, by interval evidence; severity high.");

    [Fact]
    public void Of_PeekSafe_SaysSoAndSinceWhen()
    {
        Of(Floor with { Evidence = RuleEvidence.PeekSafe }).ShouldContain("with the outcome, by peek-safe evidence; severity high.");
        Of(Floor with { Evidence = RuleEvidence.PeekSafe, EffectiveFrom = new DateOnly(2026, 3, 1) }).ShouldContain("by peek-safe evidence from the encounters of 1 Mar 2026 on;");
    }

    [Fact]
    public void Justification_IsDatedOrToldToBeMissing()
    {
        RuleWords.Justification(Floor).ShouldBe("No clinical justification is recorded for this limit.");
        RuleWords.Justification(Floor with { Justification = new("Half is too few", new DateOnly(2026, 1, 15)) }).Replace(Formats.Space, " ", StringComparison.Ordinal)
            .ShouldBe("Clinical justification of 15 Jan 2026: Half is too few.");
        RuleWords.Justification(Floor with { Justification = new("Is half enough?", new DateOnly(2026, 1, 15)) }).ShouldEndWith("enough?");
    }

    [Fact]
    public void Promise_PeekSafe_NamesTheBudget()
    {
        RuleWords.Promise(Floor with { Evidence = RuleEvidence.PeekSafe }, 365).ShouldContain("on average at most one false alarm per model and year");
        RuleWords.Promise(Floor with { Evidence = RuleEvidence.PeekSafe }, 180).Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldContain("per model and 180 days");
        RuleWords.Promise(Floor, 365).ShouldContain("promises nothing of a year of looks");
    }

    [Fact]
    public void Of_ChosenDimensions_NamesThem() =>
        Of(Floor with { Dimensions = ["race", "age"] }).ShouldContain("for every subgroup by race and age band.");

    [Fact]
    public void Of_Comparison_LeavesOutAllPatients() =>
        Of(Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.Complement() }).ShouldStartWith("Sensitivity no more than 5 points worse than everyone else over 90 days, for every subgroup.");

    [Fact]
    public void Of_NamedValue_IsForTheOtherGroupsOfItsDimension()
    {
        var gap = Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.NamedValue("age", "65 and over") };
        Of(gap).ShouldStartWith("Sensitivity no more than 5 points worse than the group \u201c65 and over\u201d over 90 days, for every other subgroup by age band.");
        Of(gap with { Dimensions = ["race", "age"] }).ShouldContain("for every subgroup by race and age band.");
    }

    [Fact]
    public void Of_OwnBaseline_IsForAllPatientsToo() =>
        Of(Floor with { Limit = new Limit.Ratio(0.8), Against = new Reference.OwnBaseline() })
            .ShouldStartWith("Sensitivity at least 0.8 times that of its own baseline over 90 days, for all patients and every subgroup.");

    [Fact]
    public void Of_MetricWithoutAGoodEnd_SaysWhichIsMeant()
    {
        var gap = Floor with { Metric = Metric.FlagRate, Better = BetterDirection.Lower, Limit = new Limit.Gap(0.1), Against = new Reference.Everyone() };
        Of(gap).ShouldStartWith("Flag rate no more than 10 points worse than all patients (lower is better) over 90 days");
        Of(Floor with { Metric = Metric.FlagRate, Better = BetterDirection.Lower, Limit = new Limit.Ceiling(0.1) }).ShouldStartWith("Flag rate at most 10 % over 90 days");
    }

    [Fact]
    public void Of_NoWindow_LeavesItOut() => Of(Floor with { Window = 0 }).ShouldStartWith("Sensitivity at least 55 %, for all patients");

    private static string Of(RuleDefinition rule) => RuleWords.Of(rule, Definition).Replace(Formats.Space, " ", StringComparison.Ordinal);
}

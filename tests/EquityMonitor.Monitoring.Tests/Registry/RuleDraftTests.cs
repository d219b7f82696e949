using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Simulation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class RuleDraftTests
{
    private static readonly ModelDefinition Model = Definitions.Parsed();

    private static readonly RuleDraft Good = new() { Key = "sens", Metric = "sensitivity", Kind = LimitKind.Floor, Value = "55", Window = "90" };

    [Fact]
    public void Read_EveryRuleThatIsInForce_GivesItBackEqual()
    {
        var definitions = SimulatedHospital.Definitions(new DateOnly(2026, 7, 1)).Values.Select(yaml => Definitions.Parsed(yaml)).Append(Model).ToList();
        definitions.Count.ShouldBe(4);
        foreach (var definition in definitions)
        {
            var reading = RuleDraftReader.Read(definition, [.. definition.Rules.Select(RuleDraft.Of)]);

            reading.Problems.ShouldBeEmpty();
            ModelDefinitionHash.Of(definition with { Rules = reading.Rules }).ShouldBe(ModelDefinitionHash.Of(definition));
            (definition == Model || definition.Rules.All(rule => rule.Justification is not null)).ShouldBeTrue("the simulated hospital justifies its limits");
        }
    }

    [Theory]
    [InlineData("55", 0.55)]
    [InlineData("62.5", 0.625)]
    [InlineData("7 %", 0.07)]
    [InlineData("0.5 %", 0.005)]
    [InlineData("0.5%", 0.005)]
    [InlineData("1", 0.01)]
    [InlineData("100", 1)]
    public void Read_FloorOfAProportion_IsInPercent(string typed, double share) =>
        Read(Good with { Value = typed }).Rules.Single().Limit.ShouldBe(new Limit.Floor(share));

    [Fact]
    public void Of_LimitOfLessThanAPercent_IsShownWithItsSignAndReadAgain()
    {
        var rare = Read(Good with { Value = "0.5 %" }).Rules.Single();

        RuleDraft.Of(rare).Value.ShouldBe("0.5 %");
        Read(RuleDraft.Of(rare)).Rules.Single().Limit.ShouldBe(new Limit.Floor(0.005));
    }

    [Fact]
    public void Read_RatioAndAuroc_AreNotInPercent()
    {
        Read(Good with { Metric = "ppv", Kind = LimitKind.Ratio, Value = "0.8" }).Rules.Single().Limit.ShouldBe(new Limit.Ratio(0.8));
        Read(Good with { Metric = "auroc", Value = "0.7" }).Rules.Single().Limit.ShouldBe(new Limit.Floor(0.7));
        Read(Good with { Kind = LimitKind.Gap, Value = "5" }).Rules.Single().Limit.ShouldBe(new Limit.Gap(0.05));
        Read(Good with { Metric = "observedExpected", Kind = LimitKind.Band, Value = "0.8", High = "1.25" }).Rules.Single().Limit.ShouldBe(new Limit.Band(0.8, 1.25));
        Read(Good with { Metric = "calibrationIntercept", Kind = LimitKind.Band, Value = "-0.2", High = "0.2" }).Rules.Single().Limit.ShouldBe(new Limit.Band(-0.2, 0.2));
    }

    [Fact]
    public void Read_NameLeftEmpty_TakesTheMetrics() => Read(Good).Rules.Single().Name.ShouldBe("Sensitivity");

    [Theory]
    [InlineData("", "Write the value of the limit.")]
    [InlineData("0.55", "0.55 % is less than one in a hundred. Write 55 if 55 % was meant, or 0.55 % with its sign if it is to be so little.")]
    [InlineData("half", "'half' is not a number. Write percent with a decimal point, such as 62.5.")]
    [InlineData("150", "150 % cannot be reached: Sensitivity lies in 0 % to 100 %. Write a value of that range.")]
    [InlineData("0", "Sensitivity can never lie below 0 %, so that the rule says nothing. Write a higher floor.")]
    public void Read_LimitThatCannotBe_SaysSoInTheUnitOfTheField(string typed, string message) =>
        Read(Good with { Value = typed }).Problems.ShouldBe([new(0, RuleField.Limit, message)]);

    [Theory]
    [InlineData(LimitKind.Ceiling, "sensitivity", "80", "", "better when higher")]
    [InlineData(LimitKind.Gap, "sensitivity", "0.05", "", "0.05 points are less than one in a hundred. Write 5 if 5 points were meant")]
    [InlineData(LimitKind.Ceiling, "fpr", "0.2", "", "Write 20 if 20 % was meant")]
    [InlineData(LimitKind.Band, "sensitivity", "0.5", "60", "Write 50 if 50 % was meant")]
    [InlineData(LimitKind.Gap, "sensitivity", "100", "", "in points, more than 0 and less than 100")]
    [InlineData(LimitKind.Gap, "f1", "0.1", "", "A gap is defined for")]
    [InlineData(LimitKind.Ratio, "sensitivity", "1.2", "", "at most 1")]
    [InlineData(LimitKind.Band, "sensitivity", "60", "50", "The lower limit of a band comes first. Write, for example, 5 and 15")]
    [InlineData(LimitKind.Band, "sensitivity", "60", "", "Write both limits of the band.")]
    [InlineData(LimitKind.Floor, "observedExpected", "0.8", "", "only a band makes sense")]
    [InlineData(LimitKind.Floor, "calibrationIntercept", "0", "", "Choose a band, for example from -0.2 and 0.2.")]
    [InlineData(LimitKind.Band, "calibrationSlope", "1.1", "1.5", "right at 1, which this band leaves out")]
    public void Read_LimitWithoutSense_IsRefusedAtTheLimit(LimitKind kind, string metric, string value, string high, string message)
    {
        var problem = Read(Good with { Kind = kind, Metric = metric, Value = value, High = high }).Problems.ShouldHaveSingleItem();

        problem.Field.ShouldBe(RuleField.Limit);
        problem.Message.ShouldContain(message);
    }

    [Fact]
    public void Read_EachField_HasItsOwnProblem()
    {
        var draft = new RuleDraft
        {
            Key = "Not a key",
            Name = new string('n', 201),
            Metric = "flagRate",
            Kind = LimitKind.Gap,
            Value = "5",
            Against = "postcode=1",
            Window = "77",
            Minimum = "none",
            Severity = "grave",
            Dimensions = ["postcode"],
        };

        Read(draft).Problems.Select(problem => problem.Field).ShouldBe(
            [RuleField.Key, RuleField.Name, RuleField.Against, RuleField.Better, RuleField.Window, RuleField.Minimum, RuleField.Severity, RuleField.Dimensions], ignoreOrder: true);
    }

    [Fact]
    public void Read_TwoRulesWithOneKey_BlamesTheSecond() =>
        RuleDraftReader.Read(Model, [Good, Good with { Value = "60" }]).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Draft.ShouldBe(1), problem => problem.Field.ShouldBe(RuleField.Key));

    [Fact]
    public void Read_Justification_NeedsItsDay()
    {
        Read(Good with { Justification = "Half is too few.", JustifiedOn = "2026-01-15" }).Rules.Single().Justification.ShouldBe(new RuleJustification("Half is too few.", new(2026, 1, 15)));
        Read(Good with { Justification = "Half is too few." }).Problems.ShouldHaveSingleItem().Field.ShouldBe(RuleField.JustifiedOn);
        Read(Good with { JustifiedOn = "2026-01-15" }).Problems.ShouldHaveSingleItem().Field.ShouldBe(RuleField.Justification);
    }

    [Fact]
    public void Read_TextThatYamlWouldTakeForSomethingElse_StaysText() =>
        Read(Good with { Name = "null: [x] # {y}", Value = "55" }).Rules.Single().Name.ShouldBe("null: [x] # {y}");

    [Fact]
    public void Says_SameInAnotherList_IsTheSame()
    {
        (Good with { Dimensions = ["race", "sex"] }).Says(Good with { Dimensions = ["race", "sex"] }).ShouldBeTrue();
        (Good with { Dimensions = ["race"] }).Says(Good).ShouldBeFalse();
        (Good with { Value = "56" }).Says(Good).ShouldBeFalse();
    }

    private static RuleDraftReading Read(RuleDraft draft) => RuleDraftReader.Read(Model, [draft]);
}

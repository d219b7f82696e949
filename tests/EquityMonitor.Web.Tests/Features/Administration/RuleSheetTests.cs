using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class RuleSheetTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "e", DefinitionUse.Monitoring).Definition!;

    private static readonly RuleSheet Sheet = RuleSheet.Of(Definition, 3);

    [Fact]
    public void Check_Untouched_IsTheDefinitionInForce()
    {
        Sheet.IsTouched.ShouldBeFalse();
        ModelDefinitionHash.Of(Sheet.Check().Definition!).ShouldBe(ModelDefinitionHash.Of(Definition));
    }

    [Fact]
    public void Write_Changed_ChangesOnlyThatRule()
    {
        var sheet = Sheet.Write("sens-floor", Sheet.Lines[0].Shown with { Value = "60" });

        sheet.Lines.Select(line => line.Kind).ShouldBe([RuleLineKind.Changed, RuleLineKind.InForce]);
        var rules = sheet.Check().Definition!.Rules;
        rules[0].Limit.ShouldBe(new Limit.Floor(0.6));
        rules[1].ShouldBeSameAs(Definition.Rules[1]);
    }

    [Fact]
    public void Write_BackToWhatItWas_IsNoChange() =>
        Sheet.Write("sens-floor", Sheet.Lines[0].Shown with { Value = "60" }).Write("sens-floor", Sheet.Lines[0].Shown).IsTouched.ShouldBeFalse();

    [Fact]
    public void Write_UntouchedRuleWithMoreDigitsThanAFieldShows_StaysToTheLastDigit()
    {
        var exact = Definition with { Rules = [Definition.Rules[0] with { Limit = new Limit.Floor(0.1 + 0.2) }, Definition.Rules[1]] };

        var sheet = RuleSheet.Of(exact, 1).Write("auroc-gap", RuleDraft.Of(exact.Rules[1]) with { Value = "0.04" });

        sheet.Check().Definition!.Rules[0].Limit.ShouldBe(new Limit.Floor(0.1 + 0.2));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("a year")]
    [InlineData("3661")]
    [InlineData("")]
    public void Budget_NotDays_IsAProblemAndNoDefinition(string typed)
    {
        var sheet = Sheet with { Budget = typed };

        sheet.IsTouched.ShouldBeTrue();
        sheet.BudgetProblem.ShouldNotBeNull().ShouldContain("from 1 to 3660");
        sheet.Check().Definition.ShouldBeNull();
    }

    [Fact]
    public void Budget_Changed_OutlivesTheDefinitionOfSomebodyElse()
    {
        var moved = (Sheet with { Budget = "730" }).On(Definition with { EvidenceBudget = 180 }, 4);

        moved.Check().Definition!.EvidenceBudget.ShouldBe(730);
        Sheet.On(Definition with { EvidenceBudget = 180 }, 4).Check().Definition!.EvidenceBudget.ShouldBe(180);
    }

    [Theory]
    [InlineData("79.9")]
    [InlineData("99.91")]
    [InlineData("0.9")]
    [InlineData("ninety")]
    [InlineData("")]
    public void Confidence_NotALevel_IsAProblemAndNoDefinition(string typed)
    {
        var sheet = Sheet with { Confidence = typed };

        sheet.IsTouched.ShouldBeTrue();
        sheet.ConfidenceProblem.ShouldNotBeNull().ShouldContain("from 80 to 99.9");
        sheet.Check().Definition.ShouldBeNull();
    }

    [Theory]
    [InlineData("80", 0.8)]
    [InlineData("97.5", 0.975)]
    [InlineData(" 99.9 ", 0.999)]
    public void Confidence_InTheRange_IsThatOfTheDefinition(string typed, double expected)
    {
        var sheet = Sheet with { Confidence = typed };

        sheet.ConfidenceProblem.ShouldBeNull();
        sheet.Check().Definition!.Confidence.ShouldBe(ConfidenceLevel.Of(expected));
        (Sheet with { Confidence = "95.0" }).IsTouched.ShouldBeFalse();
        sheet.On(Definition with { Confidence = ConfidenceLevel.Of(0.85) }, 4).Check().Definition!.Confidence.ShouldBe(ConfidenceLevel.Of(expected));
        Sheet.On(Definition with { Confidence = ConfidenceLevel.Of(0.85) }, 4).Confidence.ShouldBe("85");
    }

    [Fact]
    public void Add_Empty_HasItsProblemsUnderItsOwnId()
    {
        var (sheet, id) = Sheet.Add();

        var check = sheet.Check();

        check.Definition.ShouldBeNull();
        check.Problems[id].Select(problem => problem.Field).ShouldBe([RuleField.Key, RuleField.Limit], ignoreOrder: true);
        check.Problems["sens-floor"].ShouldBeEmpty();
        sheet.Find(id)!.Shown.Window.ShouldBe("90");
    }

    [Fact]
    public void Remove_InForce_StaysListedAndCanBeRestored()
    {
        var removed = Sheet.Remove("sens-floor");

        removed.Lines[0].Kind.ShouldBe(RuleLineKind.Removed);
        removed.Check().Definition!.Rules.Single().Key.ShouldBe("auroc-gap");
        removed.Restore("sens-floor").IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void Remove_New_IsGone()
    {
        var (sheet, id) = Sheet.Add();
        sheet.Remove(id).IsTouched.ShouldBeFalse();
    }

    [Fact]
    public void On_DefinitionOfSomebodyElse_KeepsWhatWasTypedAndTakesTheirs()
    {
        var (sheet, id) = Sheet.Write("sens-floor", Sheet.Lines[0].Shown with { Value = "60" }).Add();
        var theirs = Definition with { Threshold = 0.3, Rules = [Definition.Rules[0], Definition.Rules[1] with { Minimum = 200 }] };

        var moved = sheet.Write(id, sheet.Find(id)!.Shown with { Key = "ppv", Metric = "ppv", Value = "20" }).On(theirs, 4);

        moved.Revision.ShouldBe(4);
        var result = moved.Check().Definition!;
        result.Threshold.ShouldBe(0.3);
        result.Rules.Select(rule => (rule.Key, rule.Minimum)).ShouldBe([("sens-floor", 30), ("auroc-gap", 200), ("ppv", 30)]);
        result.Rules[0].Limit.ShouldBe(new Limit.Floor(0.6));
    }

    [Fact]
    public void On_ChangedRuleThatIsGoneThere_BecomesANewOne()
    {
        var sheet = Sheet.Write("sens-floor", Sheet.Lines[0].Shown with { Value = "60" });

        var moved = sheet.On(Definition with { Rules = [Definition.Rules[1]] }, 4);

        moved.Lines.Select(line => line.Kind).ShouldBe([RuleLineKind.InForce, RuleLineKind.New]);
        moved.Check().Definition!.Rules[1].Limit.ShouldBe(new Limit.Floor(0.6));
    }
}

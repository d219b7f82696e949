using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class KeptRulesTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "e", DefinitionUse.Monitoring).Definition!;

    private static readonly RuleSheet Fresh = RuleSheet.Of(Definition, 3);

    [Fact]
    public void Of_NothingChanged_IsNothing() => KeptRules.Of(Fresh).ShouldBeEmpty();

    [Fact]
    public void On_EveryKindOfChange_IsTheSameSheetAgain()
    {
        var (added, id) = Fresh.Write("sens-floor", Fresh.Lines[0].Shown with { Value = "60", Dimensions = [Definition.Dimensions[0].Column] }).Remove("auroc-gap").Add();
        var sheet = added.Write(id, added.Find(id)!.Shown with { Key = "ppv-floor", Metric = "ppv", Value = "3" }) with { Budget = "730", Confidence = "90" };

        var kept = KeptRules.Of(sheet);
        var again = KeptRules.On(Fresh, kept);

        KeptRules.RevisionOf(kept).ShouldBe(3);
        (again.Budget, again.Confidence).ShouldBe(("730", "90"));
        again.Lines.Select(line => (line.Id, line.Kind)).ShouldBe(sheet.Lines.Select(line => (line.Id, line.Kind)));
        ModelDefinitionHash.Of(again.Check().Definition!).ShouldBe(ModelDefinitionHash.Of(sheet.Check().Definition!));
    }

    [Fact]
    public void On_FieldThatWasNotLeft_IsTyped()
    {
        var typed = new Dictionary<string, string> { [KeptRules.FieldOf("sens-floor", nameof(RuleDraft.Value))] = "6", [KeptRules.BudgetField] = "73" };

        var again = KeptRules.On(Fresh, typed);

        again.Find("sens-floor")!.Shown.ShouldBe(RuleDraft.Of(Definition.Rules[0]) with { Value = "6", Dimensions = again.Find("sens-floor")!.Shown.Dimensions });
        again.Budget.ShouldBe("73");
    }

    [Fact]
    public void On_ChangedRuleThatIsGoneMeanwhile_BecomesANewOne()
    {
        var kept = KeptRules.Of(Fresh.Write("sens-floor", Fresh.Lines[0].Shown with { Value = "60" }));
        var later = RuleSheet.Of(Definition with { Rules = [Definition.Rules[1]] }, 4);

        var again = KeptRules.On(later, kept);

        again.Lines.Select(line => line.Kind).ShouldBe([RuleLineKind.InForce, RuleLineKind.New]);
        again.Lines[1].Shown.Value.ShouldBe("60");
    }

    [Theory]
    [InlineData("sheet", "no json")]
    [InlineData("sheet", "{}")]
    [InlineData("sheet", """{"Revision":3,"Rules":[{"Id":"sens-floor","Draft":{"Kind":"Wall"}}]}""")]
    [InlineData("sens-floor/Window/2", "1")]
    [InlineData("sens-floor/Dimensions", "race")]
    [InlineData("nobody/Value", "1")]
    public void On_WhatCannotBeRead_CountsAsNothing(string field, string text) =>
        KeptRules.On(Fresh, new Dictionary<string, string> { [field] = text }).IsTouched.ShouldBeFalse();
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Rules;

public sealed class RuleScopeTests
{
    private static readonly RuleDefinition Floor = Hospital.Definition.Rules[0];
    private static readonly RuleDefinition Gap = Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() };
    private static readonly RuleDefinition Named = Gap with { Against = new Reference.NamedValue("race", "A") };

    [Fact]
    public void Covers_All_WhereItIsHeldAgainstNobodyElse()
    {
        RuleScope.Covers(Floor, SubgroupKey.All).ShouldBeTrue();
        RuleScope.Covers(Gap with { Against = new Reference.OwnBaseline() }, SubgroupKey.All).ShouldBeTrue();
        RuleScope.Covers(Gap, SubgroupKey.All).ShouldBeFalse();
        RuleScope.Covers(Gap with { Against = new Reference.Everyone() }, SubgroupKey.All).ShouldBeFalse();
        RuleScope.Covers(Named, SubgroupKey.All).ShouldBeFalse();
        RuleScope.Covers(Floor with { Dimensions = ["race"] }, SubgroupKey.All).ShouldBeFalse();
        RuleScope.Covers(Gap with { Against = new Reference.OwnBaseline(), Dimensions = ["race"] }, SubgroupKey.All).ShouldBeFalse();
    }

    [Theory]
    [InlineData("race=B", "race=A")]
    [InlineData("race=Unknown & sex=F", "race=A & sex=F")]
    [InlineData("race=A", null)]
    [InlineData("race=A & sex=F", null)]
    [InlineData("sex=F", null)]
    [InlineData("", null)]
    public void Counterpart_OfASubgroup_HasTheNamedValueInPlaceOfItsOwn(string key, string? counterpart)
    {
        RuleScope.Counterpart(Named, SubgroupKey.Parse(key))?.ToString().ShouldBe(counterpart);
        RuleScope.Covers(Named, SubgroupKey.Parse(key)).ShouldBe(counterpart is not null);
        RuleScope.Counterpart(Gap, SubgroupKey.Parse(key)).ShouldBeNull();
    }

    [Fact]
    public void Counterparts_OfSeveral_AreNamedOnceAndOnlyWhereTheRuleSpeaksOfThem() =>
        RuleScope.Counterparts([Named with { Dimensions = ["race", "sex"] }, Gap, Floor], [.. new[] { "race=B", "race=C", "race=B & site=N", "race=B & sex=F", "sex=F" }.Select(SubgroupKey.Parse)])
            .Select(key => key.ToString()).ShouldBe(["race=A", "race=A & sex=F"]);
}

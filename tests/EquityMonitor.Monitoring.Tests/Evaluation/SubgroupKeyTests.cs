using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

public sealed class SubgroupKeyTests
{
    [Fact]
    public void Text_PartsInAnyOrder_IsCanonical() =>
        SubgroupKey.Of([new("sex", "Female"), new("race", "Black")]).ToString().ShouldBe("race=Black & sex=Female");

    [Theory]
    [InlineData("R&D = a\\b")]
    [InlineData("=")]
    [InlineData("&")]
    [InlineData(" & ")]
    [InlineData("")]
    [InlineData("ends with space ")]
    public void Parse_ValueWithMarks_GivesTheSameKey(string value)
    {
        var key = SubgroupKey.Of([new("a=b", value), new("plain", value)]);

        var parsed = SubgroupKey.Parse(key.ToString());

        parsed.ShouldBe(key);
        parsed.Parts.Select(part => part.Value).ShouldAllBe(read => read == value);
    }

    [Fact]
    public void Parse_EmptyText_IsAll() => SubgroupKey.Parse("").ShouldBeSameAs(SubgroupKey.All);

    [Fact]
    public void Parse_NoEqualsSign_SaysWhatToWrite() =>
        Should.Throw<FormatException>(() => SubgroupKey.Parse("female")).Message.ShouldContain("dimension=value");

    [Fact]
    public void Of_DimensionNamedTwice_IsRefused() =>
        Should.Throw<ArgumentException>(() => SubgroupKey.Of([new("sex", "F"), new("sex", "M")])).Message.ShouldContain("'sex'");

    [Fact]
    public void Parents_Pair_AreItsTwoSingles() =>
        SubgroupKey.Parse("race=B & sex=F").Parents().Select(parent => parent.ToString()).ShouldBe(["sex=F", "race=B"]);

    [Fact]
    public void Order_AllSinglesPairs_SortInThatOrder() =>
        new[] { "a=1 & b=1", "b=1", "", "a=2", "a=1" }.Select(SubgroupKey.Parse).Order().Select(key => key.ToString()).ShouldBe(["", "a=1", "a=2", "b=1", "a=1 & b=1"]);
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class DimensionColumnTests
{
    private static readonly DimensionDefinition Language = new("lang_code", "Language", [], []);

    private static readonly string Longest = new('x', 150);

    [Theory]
    [InlineData("x")]
    [InlineData("=")]
    public void Value_LongerThanASubgroupsKeyHolds_FailsAndNamesColumnAndRemedy(string last)
    {
        var column = new DimensionColumn(Language, limitValues: true);
        column.Value(Longest).ShouldBe(Longest);

        var refused = Should.Throw<SourceException>(() => column.Value(last == "=" ? Longest[1..] + last : Longest + last));

        refused.Message.ShouldContain("'lang_code'");
        refused.Message.ShouldContain("under values");
        refused.Message.ShouldContain("bands");
        refused.Message.ShouldNotContain("xx", customMessage: "a value of a row does not belong into a message");
    }

    [Fact]
    public void Value_LongButNotListed_IsOther() =>
        new DimensionColumn(Language with { Values = ["English"] }, limitValues: true).Value(Longest + "x").ShouldBe(DimensionDefinition.Other);

    [Fact]
    public void Value_LongInAFile_IsKept() => new DimensionColumn(Language, limitValues: false).Value(Longest + "x").ShouldBe(Longest + "x");
}

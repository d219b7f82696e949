using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class ShownInFullTests
{
    [Theory]
    [InlineData(null, false, false, null)]
    [InlineData("everything", false, false, null)]
    [InlineData("groups", true, false, "groups")]
    [InlineData("pairs", false, true, "pairs")]
    [InlineData("pairs,groups", true, true, "groups,pairs")]
    public void Parse_OfAnAddress_IsWhatAnAddressSays(string? text, bool groups, bool pairs, string? query)
    {
        var shown = ShownInFull.Parse(text);

        shown.ShouldBe(new ShownInFull(groups, pairs));
        shown.ToQuery().ShouldBe(query);
    }
}

using Bunit;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class VerdictMarkTests : BunitContext
{
    [Theory]
    [InlineData(Verdict.Meets, "Meets", "meets")]
    [InlineData(Verdict.Watch, "Watch", "watch")]
    [InlineData(Verdict.Below, "Below", "below")]
    [InlineData(Verdict.InsufficientData, "Insufficient data", "insufficient")]
    [InlineData(null, "Not mature yet", "notmature")]
    public void VerdictMark_EachVerdict_HasSymbolWordAndColour(Verdict? verdict, string word, string css)
    {
        var mark = Render<VerdictMark>(parameters => parameters.Add(p => p.Verdict, verdict)).Find(".verdict-mark");

        mark.TextContent.Trim().ShouldBe(word);
        mark.ClassList.ShouldContain(css);
        mark.QuerySelector("svg")!.Children.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void VerdictMark_AllVerdicts_HaveDifferentSymbols()
    {
        Verdict?[] verdicts = [Verdict.Meets, Verdict.Watch, Verdict.Below, Verdict.InsufficientData, null];

        verdicts.Select(verdict => VerdictWords.Of(verdict).Svg).Distinct().Count().ShouldBe(verdicts.Length);
        verdicts.Select(verdict => VerdictAppearance.Of(verdict).PlotlySymbol).Distinct().Count().ShouldBe(verdicts.Length);
    }

    [Fact]
    public void DriftMark_AnyLevel_LooksLikeNoVerdict()
    {
        Verdict?[] verdicts = [Verdict.Meets, Verdict.Watch, Verdict.Below, Verdict.InsufficientData, null];
        DriftAppearance[] levels = [.. Enum.GetValues<DriftLevel>().Select(DriftAppearance.Of)];

        levels.Select(level => level.Svg).Concat(verdicts.Select(verdict => VerdictWords.Of(verdict).Svg)).ShouldBeUnique();
        levels.Select(level => level.PlotlySymbol).Concat(verdicts.Select(verdict => VerdictAppearance.Of(verdict).PlotlySymbol)).ShouldBeUnique();
    }

    [Fact]
    public void VerdictMark_WordHidden_KeepsItForScreenReaders()
    {
        var mark = Render<VerdictMark>(parameters => parameters.Add(p => p.Verdict, Verdict.Below).Add(p => p.HideWord, true));

        mark.Find(".visually-hidden").TextContent.ShouldBe("Below");
    }
}

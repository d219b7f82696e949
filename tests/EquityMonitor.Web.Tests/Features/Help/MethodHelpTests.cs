using System.Reflection;
using System.Text.RegularExpressions;
using Bunit;
using EquityMonitor.Web.Features.Help;

namespace EquityMonitor.Web.Tests.Features.Help;

public sealed partial class MethodHelpTests : BunitContext
{
    public static TheoryData<string> Keys => [.. typeof(MethodKeys).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Fact]
    public void Methods_AreThoseThatFiguresLinkTo() => MethodHelpTexts.All.Select(help => help.Key).ShouldBe(Keys.Select(row => row.Data), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Help_OfEveryMethod_IsComplete(string key)
    {
        var help = MethodHelpTexts.Find(key).ShouldNotBeNull();

        help.Reads.Count.ShouldBeGreaterThan(1);
        help.Formulas.ShouldNotBeEmpty();
        help.Formulas.ShouldAllBe(formula => formula.Before != null || (formula.Numerator != null && formula.Denominator != null));
        help.Undefined.ShouldNotBeEmpty();
        help.Source.ShouldNotBeEmpty();
        help.Source.ShouldAllBe(source => Year().IsMatch(source));
        string[] texts = [help.Explanation, .. help.Reads, help.Encounters, help.Certainty, .. help.Undefined, help.Shown, .. help.Details.Select(detail => detail.Text)];
        texts.ShouldAllBe(text => text.EndsWith('.') || text.EndsWith('?'));
        MethodHelpTexts.LinkText(key).ShouldMatch("^How .+ is computed$");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Page_OfEveryMethod_SaysMeaningFormulaAndSource(string key)
    {
        var help = MethodHelpTexts.Find(key)!;

        var page = Render<MethodPage>(parameters => parameters.Add(page => page.Key, key));

        page.Find("h1").TextContent.ShouldBe(help.Name);
        page.Find(".meaning").TextContent.ShouldBe(help.Explanation);
        page.FindAll("[role=math]").Count.ShouldBe(help.Formulas.Count);
        page.FindAll("dt").Select(term => term.TextContent).TakeLast(5).ShouldBe(["Which encounters", "How sure it is", "Not estimable when", "Where it is shown", "Source"]);
        page.FindAll("a[href^=http]").ShouldBeEmpty();
    }

    [Fact]
    public void Page_UnknownMethod_SaysSo() =>
        Render<MethodPage>(parameters => parameters.Add(page => page.Key, "nope")).Find("[data-state=Empty]").TextContent.ShouldContain("Nothing is known of nope");

    [Fact]
    public void Methods_AreListedWithTheirLinks() =>
        Render<MethodsPage>().FindAll("#methods dt a").Select(link => link.GetAttribute("href")).ShouldBe(MethodHelpTexts.All.Select(help => $"/help/methods/{help.Key}"));

    [GeneratedRegex(@"\b(?:19|20)\d\d\.$", RegexOptions.None, 1000)]
    private static partial Regex Year();
}

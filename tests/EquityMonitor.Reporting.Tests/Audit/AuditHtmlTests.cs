using System.Text;
using System.Text.RegularExpressions;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Html;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Audit;

public sealed class AuditHtmlTests
{
    [Fact]
    public async Task Page_OfAnyAudit_AsksNothingOfAnyServer()
    {
        var page = await RenderAsync(Example.Figures(false, Example.SensitivityFloor, Example.PpvRatio));

        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldNotContain("http:", Case.Insensitive);
        page.ShouldNotContain("https:", Case.Insensitive);
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldNotContain("<link", Case.Insensitive);
        page.ShouldNotContain("@import", Case.Insensitive);
        page.ShouldNotContain("url(", Case.Insensitive);
        page.ShouldNotContain("src=", Case.Insensitive);
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task Headline_WithARuleBelow_SaysWhoIsMissedWithNumbers()
    {
        var page = await RenderAsync(Example.Figures(false, Example.SensitivityFloor));

        Headline(page).ShouldBe("30-day readmission risk misses 63 % of outcomes among patients whose race is Black (95 % interval 56 to 69, of 200 with the outcome), "
            + "where at most 45 % was agreed; 1,000 patients.");
    }

    [Fact]
    public async Task Headline_WithAGapBelow_SaysHowManyPointsMoreThanEveryoneElse()
    {
        var page = await RenderAsync(Example.Figures(false, Example.SensitivityGap));

        Headline(page).ShouldContain("misses 63 % of outcomes among patients whose race is Black");
        Headline(page).ShouldContain("25 points more than among everyone else");
    }

    [Fact]
    public async Task Headline_WithoutRules_SaysThatNothingWasAgreed()
    {
        Headline(await RenderAsync(Example.Figures())).ShouldStartWith("Nothing was agreed for 30-day readmission risk, so nothing is judged.");
    }

    [Fact]
    public async Task Headline_WithEveryRuleMet_SaysSo()
    {
        var lenient = Example.SensitivityFloor with { Limit = new Limit.Floor(0.05) };

        Headline(await RenderAsync(Example.Figures(false, lenient))).ShouldStartWith("30-day readmission risk meets what was agreed in all");
    }

    [Fact]
    public async Task Verdicts_InThePage_HaveSymbolAndWord()
    {
        var page = await RenderAsync(Example.Figures(false, Example.SensitivityFloor));

        page.ShouldContain("aria-label=\"Below\"");
        page.ShouldContain("<span class=\"word\" aria-hidden=\"true\">Below</span>");
        page.ShouldContain("<span class=\"word\" aria-hidden=\"true\">Meets</span>");
    }

    [Fact]
    public async Task Tables_OfThePage_HaveCaptionAndScopes()
    {
        var page = await RenderAsync(Example.Figures(false, Example.SensitivityFloor));

        var tables = Regex.Matches(page, "<table.*?</table>", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        tables.Count.ShouldBe(3);
        foreach (var table in tables.Select(match => match.Value))
        {
            table.ShouldContain("<caption>");
            Regex.Count(table, "<th(?![^>]*scope=)(?!ead)[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task OddValues_OfDimensions_AreEscaped()
    {
        (string, string, ConfusionCounts)[] cells = [("<img src=x onerror=alert(1)>", "\"'&", new(20, 20, 20, 20)), ("White", "Male", new(20, 20, 20, 20))];

        var page = await RenderAsync(AuditFigures.Of(Example.Audit(Example.Definition(), cells), null));

        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;img src=x onerror=alert(1)&gt;");
    }

    [Fact]
    public async Task Suppressed_Subgroups_AreNamedAndCountedButNotQuantified()
    {
        var page = await RenderAsync(Example.Figures(true, Example.SensitivityFloor));

        page.ShouldContain("subgroups are left out to protect small cells.");
        page.ShouldContain("Suppressed: 1 to 10 patients, or 1 to 10 in one of its counts");
    }

    [Fact]
    public async Task Suppressed_WholeFile_SaysThatNothingMayBeShown()
    {
        (string, string, ConfusionCounts)[] cells = [("White", "Male", new(2, 20, 20, 20))];
        var audit = Example.Audit(Example.Definition(rules: Example.SensitivityFloor), cells);

        Headline(await RenderAsync(AuditFigures.Of(audit, new SmallCellSuppression()))).ShouldStartWith("Nothing of this file may be shown");
    }

    [Fact]
    public async Task Method_Notes_SayThePlainThings()
    {
        var page = await RenderAsync(Example.Figures());

        page.ShouldContain("Acting on a flag can prevent the outcome, so a useful model looks worse");
        page.ShouldContain("Outcomes are not missing at random");
        page.ShouldContain("may reflect case mix");
        page.ShouldContain("Recorded race and ethnicity are imperfect");
        page.ShouldContain("dated clinical justification");
        page.ShouldContain("Use later data");
        page.ShouldContain("Hochberg");
    }

    private static string Headline(string page) =>
        System.Net.WebUtility.HtmlDecode(Regex.Match(page, "<p class=\"headline\">(?<said>.*?)</p>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Groups["said"].Value)
            .Replace('\u00A0', ' ');

    private static async Task<string> RenderAsync(AuditFigures figures)
    {
        using var stream = new MemoryStream();
        await AuditHtml.WriteAsync(figures, stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

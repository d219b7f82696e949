using Bunit;
using EquityMonitor.Hosting;
using EquityMonitor.Web.Features.Help;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Tests.Features.Help;

public sealed class HelpPagesTests : BunitContext
{
    [Fact]
    public void Guide_ShowsEveryVerdictWithItsSymbol()
    {
        var page = Render<GuidePage>();

        page.FindAll("#verdicts [data-verdict]").Select(mark => mark.GetAttribute("data-verdict")).ShouldBe(["below", "watch", "meets", "insufficient", "notmature"]);
        page.FindAll("#verdicts svg").Count.ShouldBe(5);
    }

    [Fact]
    public void Guide_LinksOfItsList_LeadToWhatIsThere()
    {
        var page = Render<GuidePage>();

        var anchors = page.FindAll(".contents a").Select(link => link.GetAttribute("href")!.Split('#')[1]).ToList();

        anchors.Count.ShouldBe(GuideTexts.Reading.Count + 3);
        anchors.ShouldBeUnique();
        foreach (var anchor in anchors)
            page.Find($"#{anchor} h2").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("prevent the outcome")]
    [InlineData("not missing at random")]
    [InlineData("case mix")]
    [InlineData("Recorded race")]
    [InlineData("dated clinical justification")]
    [InlineData("later data only")]
    public void Guide_SaysPlainly(string what) => Render<GuidePage>().Find("#plainly").TextContent.ShouldContain(what);

    [Fact]
    public void Methods_SayWhatTheEvidenceGuaranteesAndWhatNot()
    {
        var page = Render<MethodsPage>();

        var terms = page.FindAll("dt").Select(term => term.TextContent).ToList();
        terms.ShouldContain("What this guarantees");
        terms.ShouldContain("What it does not guarantee");
        page.Find("#evidence").TextContent.ShouldContain("0.025");
        page.FindAll("a[href^=http]").ShouldBeEmpty();
    }

    [Fact]
    public void Evidence_LinksOfItsList_LeadToWhatIsThere()
    {
        var page = Render<EvidenceHelpPage>();

        var anchors = page.FindAll(".contents a").Select(link => link.GetAttribute("href")!.Split('#')[1]).ToList();

        anchors.ShouldBeUnique();
        anchors.ShouldContain("power", "pages link to it");
        foreach (var anchor in anchors)
            page.Find($"#{anchor} h2").ShouldNotBeNull();
        page.FindAll("a[href^=http]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("#budget", "on average at most one false alarm per model and year")]
    [InlineData("#watch", "It never pages anybody")]
    [InlineData("#cannot", "rate not guaranteed")]
    [InlineData("#two", "one look")]
    public void Evidence_SaysPlainly(string where, string what) => Render<EvidenceHelpPage>().Find(where).TextContent.ShouldContain(what);

    [Fact]
    public void Evidence_MeasuredFigures_AreThoseOfTheStudy()
    {
        var study = File.ReadAllLines(Path.Combine(Root(), "src", "decisions", "010-evidence-by-betting.md"));

        foreach (var row in EvidenceMeasured.FalseAlarms)
            study.ShouldContain(line => line.StartsWith($"| {row.Data} | {row.Truth} | {row.PerDay} | {row.Point} | {row.Interval} | {row.Adjusted} | {row.PeekSafe} |", StringComparison.Ordinal));
        foreach (var row in EvidenceMeasured.Days)
            study.ShouldContain($"| {row.PerDay} | {row.Truth} | {row.Point} | {row.Interval} | {row.Adjusted} | {row.PeekSafe} |");
        study.ShouldContain(line => line.Contains($"at most {EvidenceMeasured.MostFalseAlarms}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "SQLite, embedded")]
    [InlineData(DatabaseProvider.SqlServer, "SQL Server")]
    public void About_SaysWhatRuns(DatabaseProvider provider, string words)
    {
        Services.AddSingleton(Options.Create(new DatabaseOptions { Provider = provider, ConnectionString = "Server=db;Password=hidden" }));

        var page = Render<AboutPage>();

        page.Find("dl").TextContent.ShouldContain(words);
        page.Find("h1").TextContent.ShouldBe($"This is EquityMonitor {ProgramVersion.Current.Number}.");
        page.Markup.ShouldNotContain("hidden");
        page.FindAll("a[href^=http]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.1.0+0123456789abcdef", "0.1.0", "0123456789ab")]
    [InlineData("0.1.0", "0.1.0", null)]
    [InlineData("0.1.0+", "0.1.0", null)]
    public void Version_OfTheBuild_IsTakenApart(string informational, string number, string? source)
    {
        var version = ProgramVersion.Of(informational, ".NET 10");
        (version.Number, version.Source).ShouldBe((number, source));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EquityMonitor.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}

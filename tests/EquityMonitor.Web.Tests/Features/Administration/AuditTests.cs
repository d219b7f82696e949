using System.Globalization;
using Bunit;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Features.Administration.Trail;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class AuditTests : AdministrationContext
{
    public AuditTests() => Services.AddSingleton<IAuditReader>(new AuditReader(Files));

    [Fact]
    public void Trail_Empty_SaysWhatWillStandThere() =>
        Open().Find("[data-state=Empty]").TextContent.ShouldContain("Nothing was done yet that is kept");

    [Fact]
    public void Trail_ManyEntries_ArePagedTheNewestFirst()
    {
        Fill(120);

        var page = Open();
        page.FindAll("[data-entry]").Count.ShouldBe(AuditReader.PageSize);
        page.Find("[data-entry] .details").TextContent.ShouldBe("entry 119");
        page.Find("[rel=next]").GetAttribute("href").ShouldEndWith("?page=2");
        page.FindAll("[rel=prev]").ShouldBeEmpty();

        var last = Open("?page=3");
        last.FindAll("[data-entry]").Count.ShouldBe(20);
        last.FindAll("[rel=next]").ShouldBeEmpty();
        Open("?page=99").Find(".pages").TextContent.ShouldContain("Page 3 of 3");
    }

    [Theory]
    [InlineData("readmission", "Readmission risk")]
    [InlineData("readmission, alert 4", "Readmission risk, alert 4")]
    [InlineData("sepsis", "sepsis")]
    public void Name_OfASubject_HasTheModelsNameWhereItIsRegistered(string subject, string expected) =>
        new AuditView(default!, [], 0, 1, 1, [], [], TimeZoneInfo.Utc) { ModelNames = new Dictionary<string, string> { ["readmission"] = "Readmission risk" } }
            .NameOf(subject).ShouldBe(expected);

    [Theory]
    [InlineData("?who=Dr+B", 60)]
    [InlineData("?subject=sepsis", 40)]
    [InlineData("?subject=sepsis&who=Dr+B", 20)]
    [InlineData("?from=2026-09-05&to=2026-09-06", 48)]
    [InlineData("?from=yesterday", 120)]
    [InlineData("?who=nobody", 0)]
    public void Trail_Filtered_CountsWhatFits(string query, int expected)
    {
        Fill(120);

        var page = Open(query);

        if (expected == 0)
            page.Find("[data-state=Empty]").TextContent.ShouldContain("No entry fits this filter.");
        else
            page.Find("h1").TextContent.ShouldStartWith(expected.ToString(CultureInfo.InvariantCulture));
        if (query != "?from=yesterday")
            page.Find("a[download]").GetAttribute("href").ShouldStartWith("/administration/audit.csv?");
    }

    [Fact]
    public void Trail_PersonChosen_StandsInTheAddressAndBeginsAtTheFirstPage()
    {
        Fill(120);
        var page = Open("?page=2");

        page.Find("#audit-who").Change("Dr B");

        Navigation.Uri.ShouldEndWith("/administration/audit?who=Dr%20B");
    }

    [Fact]
    public async Task Csv_OfAFilter_HasExactlyItsEntries()
    {
        await using var web = await RunningWeb.StartAsync();
        await using (var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Xunit.TestContext.Current.CancellationToken))
        {
            context.AuditEntries.AddRange(Entry("Dr A", "readmission", "=1+1", Seed.Now), Entry("Dr B", "sepsis", "other", Seed.Now));
            await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        using var browser = await web.BrowserOfAsync(Roles.Administrator);
        var csv = await browser.GetStringAsync("/administration/audit.csv?who=Dr%20A");

        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ShouldBe(["When (UTC),Who,What,Subject,Details", "2026-09-04T07:00:00Z,Dr A,done,readmission,'=1+1"]);
    }

    private IRenderedComponent<AuditPage> Open(string query = "")
    {
        Navigation.NavigateTo("/administration/audit" + query);
        var page = Render<AuditPage>();
        page.WaitForElement("form");
        return page;
    }

    /// <summary>One an hour from 4 September 2026, 07:00 UTC on; every second by Dr B, every third about sepsis. Without a model the site's zone is UTC.</summary>
    private void Fill(int count)
    {
        using var context = Files.CreateDbContext();
        context.AuditEntries.AddRange(Enumerable.Range(0, count).Select(i =>
            Entry(i % 2 == 0 ? "Dr A" : "Dr B", i % 3 == 0 ? "sepsis, alert 4" : "readmission", string.Create(CultureInfo.InvariantCulture, $"entry {i}"), Seed.Now.AddHours(i))));
        context.SaveChanges();
    }

    private static AuditEntry Entry(string who, string subject, string details, DateTime at) => new() { At = at, Who = who, What = "done", Subject = subject, Details = details };
}

using System.Net;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class SubgroupFilesTests
{
    private const string Address = "/models/readmission/subgroups.csv?window=90";

    [Fact]
    public void Address_OfAView_AsksForTheSameDayAndChoice() =>
        SubgroupFiles.Address(Example.View(), SubgroupFiles.Singles, Metric.Sensitivity, "sex")
            .ShouldBe("/models/readmission/subgroups.csv?window=90&asOf=2026-09-03&show=singles&metric=sensitivity&dimension=sex");

    [Fact]
    public void Table_OfEveryMetric_HasARowPerSubgroupMetricAndRule()
    {
        var view = Example.View(Example.Floor, Example.Gap);

        var table = SubgroupsTable.Of(view, view.Singles("sex"), null, null);

        // Female and Male have two rules on sensitivity, All has one: the gap does not speak of it.
        table.Rows.Count.ShouldBe((3 * Metric.All.Count) + 2);
        table.Rows.ShouldAllBe(row => row.Count == table.Columns.Count);
    }

    [Fact]
    public async Task Download_WithoutSession_LeadsToSignIn()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.GetAsync(Address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Download_SmallCell_IsWithheldFromAViewerWithItsCounts()
    {
        await using var web = await StartAsync(falseNegatives: 8);
        using var viewer = await web.BrowserOfAsync(Roles.Viewer);
        using var quality = await web.BrowserOfAsync(Roles.Quality);

        var withheld = Row(await viewer.GetStringAsync(Address + "&metric=sensitivity", TestContext.Current.CancellationToken));
        var shown = Row(await quality.GetStringAsync(Address + "&metric=sensitivity", TestContext.Current.CancellationToken));

        withheld.ShouldBe("2026-09-03,90,language=Spanish,Language: Spanish,1,,,,sensitivity,,,,,,suppressed (1 to 10),,,,sens-floor,at least 55 %,Below,2026-07-25");
        shown.ShouldStartWith("2026-09-03,90,language=Spanish,Language: Spanish,1,698,698,412,sensitivity,0.95,0.918");
    }

    [Fact]
    public async Task Download_OfPairs_HasOnlyWhatNeedsAttention()
    {
        await using var web = await StartAsync();
        using var quality = await web.BrowserOfAsync(Roles.Quality);

        var response = await quality.GetAsync(Address + "&show=pairs&asOf=2026-09-03", TestContext.Current.CancellationToken);

        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("readmission-subgroups-2026-09-03-90-days.csv");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim().Split('\n').Length.ShouldBe(1, "only the heading: there is no pair");
    }

    [Theory]
    [InlineData("/models/readmission/subgroups.csv?window=90&metric=weight", HttpStatusCode.BadRequest)]
    [InlineData("/models/readmission/subgroups.csv?window=90&metric=calibrationSlope", HttpStatusCode.BadRequest)]
    [InlineData("/models/readmission/subgroups.csv?window=90&show=trios", HttpStatusCode.BadRequest)]
    [InlineData("/models/sepsis/subgroups.csv?window=90", HttpStatusCode.NotFound)]
    [InlineData("/models/readmission/subgroups.csv?window=28", HttpStatusCode.NotFound)]
    public async Task Download_OfWhatThereIsNot_SaysSo(string address, HttpStatusCode expected)
    {
        await using var web = await StartAsync();
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        (await quality.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(expected);
    }

    private static Task<RunningWeb> StartAsync(long falseNegatives = 124) => RunningWeb.StartAsync(beforeStart: app =>
    {
        Seed.Fill(app.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>(), 5, falseNegatives);
        return Task.CompletedTask;
    });

    private static string Row(string csv) => csv.Split('\n').Select(line => line.TrimEnd('\r')).Single(line => line.Contains("language=Spanish", StringComparison.Ordinal));
}

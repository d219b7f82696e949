using System.IO.Compression;
using System.Net;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Tests;
using EquityMonitor.Web.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Host;

public sealed class SummaryExportsTests
{
    [Theory]
    [InlineData(Roles.Viewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Quality, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Governance, HttpStatusCode.OK)]
    [InlineData(Roles.Administrator, HttpStatusCode.OK)]
    public async Task Summaries_OfEachRole_AreForGovernance(string role, HttpStatusCode expected)
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(role);

        foreach (var path in new[] { "/summaries", "/summaries/2026-05?model=small", "/summaries/2026-05/summary.zip", "/summaries/2026-05/summary.xlsx?model=small" })
            (await browser.GetAsync(path)).StatusCode.ShouldBe(expected, path);
    }

    [Theory]
    [InlineData("/summaries/2026-05")]
    [InlineData("/summaries/2026-05/summary.zip")]
    public async Task Summaries_WithoutSession_LeadToSignIn(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();

        (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Zip_IsADownloadOfThatMonthAndModel()
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Governance);

        var response = await browser.GetAsync("/summaries/2026-05/summary.zip?model=small");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("summary-2026-05-small.zip");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        archive.GetEntry("README.txt").ShouldNotBeNull();
        archive.GetEntry("subgroups.csv").ShouldNotBeNull();
    }

    [Fact]
    public async Task Workbook_OfTheFleet_IsADownload()
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Administrator);

        var response = await browser.GetAsync("/summaries/2026-05/summary.xlsx");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("summary-2026-05-all-models.xlsx");
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        archive.GetEntry("xl/workbook.xml").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/summaries/2026-13/summary.zip")]
    [InlineData("/summaries/2026-03/summary.zip?model=small")]
    [InlineData("/summaries/2026-05/summary.xlsx?model=none")]
    public async Task File_OfWhatIsNotThere_IsNotFound(string path)
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Governance);

        (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<RunningWeb> StartAsync() => RunningWeb.StartAsync(beforeStart: async app =>
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync();
        await SummaryHospital.FillAsync(context, TestContext.Current.CancellationToken);
    });
}

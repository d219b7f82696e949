using System.Net;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ModelFilesTests
{
    private const string Query = "?metric=sensitivity&dimension=language&range=90&pin=language%3DSpanish";

    [Theory]
    [InlineData(Roles.Viewer, false)]
    [InlineData(Roles.Quality, true)]
    [InlineData(Roles.Governance, true)]
    [InlineData(Roles.Administrator, true)]
    public async Task Files_OfEachRole_HoldSmallCellsOnlyForWhoMaySeeThem(string role, bool shows)
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(role);

        var response = await browser.GetAsync($"/models/readmission/trend.csv{Query}");
        var trend = await response.Content.ReadAsStringAsync();
        var drift = await browser.GetStringAsync($"/models/readmission/drift.csv{Query}&measure=volume");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("readmission-trend.csv");
        var spanish = Lines(trend, ",Language: Spanish,");
        spanish.Count.ShouldBe(90);
        spanish.Any(line => line.Contains("0.918367")).ShouldBe(shows);
        spanish.Any(line => line.Contains("Suppressed (1 to 10)")).ShouldBe(!shows);
        Lines(trend, ",Language: English,").Any(line => line.Contains("0.670329")).ShouldBeTrue();
        Lines(drift, ",Language: Spanish,").Any(line => line.Contains("698")).ShouldBe(shows);
        Lines(drift, "Flag rate").ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_OfAnUnknownModel_AreNotFound()
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);

        (await browser.GetAsync("/models/no-such/trend.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Roles.Viewer, false)]
    [InlineData(Roles.Quality, true)]
    public async Task AlertFile_OfEachRole_HoldsSmallCellsOnlyForWhoMaySeeThem(string role, bool shows)
    {
        await using var web = await StartAsync();
        using var browser = await web.BrowserOfAsync(role);

        var response = await browser.GetAsync("/alerts/1/trend.csv");
        var trend = await response.Content.ReadAsStringAsync();

        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("alert-1-trend.csv");
        Lines(trend, ",Language: Spanish,").Any(line => line.Contains("0.918367")).ShouldBe(shows);
        Lines(trend, ",All patients,").ShouldNotBeEmpty();
        (await browser.GetAsync("/alerts/4711/trend.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EvidenceFile_DayByDay_IsOnlyForWhoMaySeeSmallCells()
    {
        await using var web = await StartAsync();
        using var viewer = await web.BrowserOfAsync(Roles.Viewer);
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        const string address = "/models/readmission/evidence.csv?rule=sens-floor&group=language%3DSpanish";

        (await viewer.GetAsync(address)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await quality.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing has been counted yet");
    }

    [Theory]
    [InlineData("calibration")]
    [InlineData("calibration-over-time")]
    [InlineData("score-drift")]
    [InlineData("patient-mix")]
    [InlineData("rate-drift")]
    [InlineData("outcomes-by-age")]
    [InlineData("provisional")]
    [InlineData("trust")]
    [InlineData("label-audit")]
    [InlineData("label-audit-groups")]
    [InlineData("gaps")]
    public async Task TabFiles_OfAViewer_WithholdWhatQualitySees(string name)
    {
        await using var web = await RunningWeb.StartAsync(beforeStart: app =>
            TabSeed.FillAsync((IDbContextFactory<MonitorDbContext>)app.Services.GetService(typeof(IDbContextFactory<MonitorDbContext>))!));
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        using var viewer = await web.BrowserOfAsync(Roles.Viewer);
        var address = $"/models/small/{name}.csv?metric=sensitivity&dimension=race&asOf=2026-06-09&pin=race%3DC";

        string seen = await quality.GetStringAsync(address), shown = await viewer.GetStringAsync(address);

        Lines(seen, ",").Count.ShouldBeGreaterThan(1);
        seen.ShouldNotContain("Suppressed");
        shown.ShouldContain("Suppressed");
    }

    [Theory]
    [InlineData("/models")]
    [InlineData("/models/readmission")]
    [InlineData("/models/readmission/trend.csv")]
    [InlineData("/models/readmission/drift.csv")]
    [InlineData("/alerts/1/trend.csv")]
    [InlineData("/models/readmission/calibration.csv")]
    [InlineData("/models/readmission/label-audit.csv")]
    public async Task Address_WithoutSession_LeadsToSignIn(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.GetAsync(path)).Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
    }

    private static Task<RunningWeb> StartAsync() => RunningWeb.StartAsync(beforeStart: app =>
    {
        Seed.Fill((IDbContextFactory<MonitorDbContext>)app.Services.GetService(typeof(IDbContextFactory<MonitorDbContext>))!, falseNegatives: 8);
        return Task.CompletedTask;
    });

    private static List<string> Lines(string csv, string with) => [.. csv.Split('\n').Where(line => line.Contains(with))];
}

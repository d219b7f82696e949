using System.Net;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Help;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Tests.Host;

public sealed class MissingThingsTests
{
    [Fact]
    public async Task Page_AboutNothingThatThereIs_IsServedAndSaysNotFound()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Administrator);
        string[] missing =
        [
            "/alerts/99", "/models/none", "/models/none?tab=drift", "/administration/models/none/rules", "/administration/models/none/history", "/help/metrics/none", "/help/methods/none", "/summaries/none",
        ];
        foreach (var path in missing)
        {
            using var response = await browser.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await response.Content.ReadAsStringAsync()).ShouldContain("_framework/blazor.web", Case.Sensitive, $"{path} explains itself in the frame of the program");
        }
    }

    [Fact]
    public async Task Page_AboutSomething_IsFound()
    {
        await using var web = await RunningWeb.StartAsync();
        (await web.Get<ModelRegistry>().ApplyAsync(ExampleDefinition.Yaml, "readmission.yaml", "Dr Test", CancellationToken.None)).IsRefused.ShouldBeFalse();
        using var browser = await web.BrowserOfAsync(Roles.Administrator);
        string[] present =
        [
            "/alerts", "/models/readmission", "/administration/models/readmission/rules", "/administration/models/readmission/history", "/summaries/2026-05",
            .. Metric.Catalogue.Select(metric => $"/help/metrics/{metric.Key}"), .. MethodHelpTexts.All.Select(help => $"/help/methods/{help.Key}"),
        ];
        foreach (var path in present)
        {
            using var response = await browser.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Page_ThatARoleMayNotSee_DoesNotTellWhatThereIs()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        using var response = await browser.GetAsync("/administration/models/none/rules");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

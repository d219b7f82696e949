using System.Net;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Api;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ApiAcknowledgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledge_Twice_IsRecordedOnceAndChangesTheAnswers()
    {
        await using var web = await ApiWeb.StartAsync();
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        using var administrator = await web.BrowserOfAsync(Roles.Administrator);
        var alert = await AlertAsync(web);
        var before = await TagAsync(quality);

        using var first = await quality.AcknowledgeAsync(alert, """{"comment":"Called the ward"}""");
        using var second = await administrator.AcknowledgeAsync(alert);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await first.JsonAsync()).Text("outcome").ShouldBe("done");
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = await second.JsonAsync();
        again.Text("outcome").ShouldBe("alreadyDone");
        again.GetProperty("alert").Text("state").ShouldBe("acknowledged");
        again.GetProperty("alert").Text("acknowledgedBy").ShouldBe("Demo Quality");
        await using var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token);
        var action = await context.AlertActions.SingleAsync(action => action.Kind == AlertActionKind.Acknowledged, Token);
        (action.Who, action.Comment).ShouldBe(("Demo Quality", "Called the ward"));
        (await TagAsync(quality)).ShouldNotBe(before);
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Governance)]
    public async Task Acknowledge_RoleThatMayNot_IsForbidden(string role)
    {
        await using var web = await ApiWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(role);

        using var response = await browser.AcknowledgeAsync(await AlertAsync(web));

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.JsonAsync()).Text("title").ShouldBe("Your role does not permit this.");
        await NobodyAcknowledgedAsync(web);
    }

    [Fact]
    public async Task Acknowledge_NotAsOneShould_IsRefusedAndSaysWhy()
    {
        await using var web = await ApiWeb.StartAsync();
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        using var nobody = web.Browser();
        var alert = await AlertAsync(web);

        await RefusedAsync(nobody.AcknowledgeAsync(alert), HttpStatusCode.Unauthorized, "/sign-in");
        await RefusedAsync(quality.AcknowledgeAsync(alert, header: null), HttpStatusCode.BadRequest, OwnProgramFilter.Header);
        await RefusedAsync(quality.AcknowledgeAsync(alert, origin: "https://elsewhere.example"), HttpStatusCode.Forbidden, "Nothing was recorded");
        await RefusedAsync(quality.AcknowledgeAsync(alert, "{"), HttpStatusCode.BadRequest, "openapi.json");
        await RefusedAsync(quality.AcknowledgeAsync(alert, $$"""{"comment":"{{new string('x', AlertDesk.CommentLength + 1)}}"}"""), HttpStatusCode.BadRequest, "2000");
        await RefusedAsync(quality.AcknowledgeAsync(alert + 99), HttpStatusCode.NotFound, "/alerts");
        await NobodyAcknowledgedAsync(web);

        (await quality.AcknowledgeAsync(alert, origin: web.Address.GetLeftPart(UriPartial.Authority))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Acknowledge_ClosedAlert_IsAConflict()
    {
        await using var web = await ApiWeb.StartAsync();
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        var alert = await AlertAsync(web);
        (await web.Get<AlertDesk>().ResolveAsync(alert, 0, "Dr First", "The interpreter is back.", Token)).ShouldBeOfType<AlertOutcome.Done>();

        await RefusedAsync(quality.AcknowledgeAsync(alert), HttpStatusCode.Conflict, "resolved by Dr First");
    }

    [Fact]
    public async Task SmallCells_ForViewer_AreSuppressedEverywhere()
    {
        await using var web = await ApiWeb.StartAsync(falseNegatives: 8);
        using var viewer = await web.BrowserOfAsync(Roles.Viewer);
        using var quality = await web.BrowserOfAsync(Roles.Quality);

        (await SpanishAsync(viewer)).ShouldAllBe(state => state == "suppressed");
        (await SpanishAsync(quality)).ShouldAllBe(state => state == "measured");
        var suppressed = (await viewer.ReadAsync("/models/readmission/subgroups")).GetProperty("subgroups")[2];
        suppressed.TryGetProperty("counts", out _).ShouldBeFalse();
        suppressed.GetProperty("metrics").EnumerateObject().ShouldAllBe(metric => metric.Value.GetProperty("state").GetString() == "suppressed");
        var evidence = (await viewer.ReadAsync("/alerts")).GetProperty("alerts")[0].GetProperty("evidence");
        evidence.GetProperty("patients").GetInt64().ShouldBeGreaterThan(10, "How many patients there are is no small cell.");
        evidence.TryGetProperty("adjustedPValue", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Failure_GivesAReferenceAndNoDetails()
    {
        var broken = Substitute.For<IOverviewReader>();
        broken.ReadAsync(Arg.Any<bool>(), Arg.Any<CancellationToken>()).ThrowsAsync(new InvalidOperationException("database is locked"));
        await using var web = await ApiWeb.StartAsync(configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton(broken)));
        using var quality = await web.BrowserOfAsync(Roles.Quality);

        var problem = await quality.ReadAsync("/models", HttpStatusCode.InternalServerError);

        problem.Text("detail").ShouldContain("give the reference");
        problem.ToString().ShouldNotContain("locked");
    }

    private static async Task<List<string>> SpanishAsync(HttpClient browser)
    {
        var model = (await browser.ReadAsync("/models")).GetProperty("models")[0];
        var points = await browser.ReadAsync("/models/readmission/points?metric=sensitivity&dimension=language");
        var alert = (await browser.ReadAsync("/alerts")).GetProperty("alerts")[0];
        return
        [
            model.GetProperty("concern").GetProperty("worst").GetProperty("estimate").Text("state"),
            .. points.GetProperty("series")[2].GetProperty("points").EnumerateArray().Select(point => point.GetProperty("estimate").Text("state")),
            alert.GetProperty("evidence").GetProperty("estimate").Text("state"),
        ];
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, HttpStatusCode status, string whatToDo)
    {
        using var response = await asked;
        response.StatusCode.ShouldBe(status);
        (await response.JsonAsync()).Text("detail").ShouldContain(whatToDo);
    }

    private static async Task<int> AlertAsync(RunningWeb web)
    {
        await using var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token);
        return await context.Alerts.Select(alert => alert.Id).SingleAsync(Token);
    }

    private static async Task NobodyAcknowledgedAsync(RunningWeb web)
    {
        await using var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token);
        (await context.Alerts.SingleAsync(Token)).State.ShouldBe(AlertState.Open);
    }

    private static async Task<string> TagAsync(HttpClient browser)
    {
        using var response = await browser.GetAsync($"{ApiSetup.Root}/alerts", Token);
        return response.Headers.ETag!.Tag;
    }
}

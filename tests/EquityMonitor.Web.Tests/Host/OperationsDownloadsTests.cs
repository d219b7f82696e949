using System.Net;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Host;

public sealed class OperationsDownloadsTests
{
    [Fact]
    public async Task RefusedRows_AsCsv_AreForThoseWhoMaySeeOperations()
    {
        await using var web = await RunningWeb.StartAsync();
        await using (var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync())
        {
            var model = new Model { Key = "triage 2", Name = "Triage", DefinitionYaml = ExampleDefinition.Yaml, DefinitionHash = "h", Revision = 1, AlertsFrom = new DateOnly(2026, 7, 1), RegisteredAt = DateTime.UnixEpoch };
            context.Models.Add(model);
            await context.SaveChangesAsync();
            context.QuarantineCounts.Add(new QuarantineCount { ModelId = model.Id, Day = new DateOnly(2026, 9, 3), Reason = "ScoreMissing", Field = "risk", Rows = 4, PulledAt = DateTime.UnixEpoch });
            await context.SaveChangesAsync();
        }

        var address = OperationsDownloads.RefusedHref("triage 2");
        using var quality = await web.BrowserOfAsync(Roles.Quality);
        using var governance = await web.BrowserOfAsync(Roles.Governance);

        var lines = (await quality.GetStringAsync(address)).Split('\n');
        lines[0].ShouldContain("Encounter day");
        lines[1].ShouldContain("2026-09-03");
        lines[1].ShouldContain("score is missing");
        (await governance.GetAsync(address)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await quality.GetAsync(OperationsDownloads.RefusedHref("nope"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

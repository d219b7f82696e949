using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>Simulated data must not look real, also when the simulation has been turned off.</summary>
public sealed class SimulatedModelsTests
{
    private const string Badge = "Simulated data</span>";

    [Theory]
    [InlineData("simulation", true)]
    [InlineData("Dr Administrator", false)]
    [InlineData("definition folder", false)]
    public async Task SignInPage_SimulationOff_SaysWhetherSimulatedModelsRemain(string origin, bool expected)
    {
        await using var web = await RunningWeb.StartAsync(beforeStart: app => RegisterAsync(app.Services, origin));
        using var browser = web.Browser();
        (await browser.GetStringAsync("/sign-in")).Contains(Badge, StringComparison.Ordinal).ShouldBe(expected);
        (await web.Get<SimulatedModels>().ArePresentAsync(CancellationToken.None)).ShouldBe(expected);
    }

    [Fact]
    public async Task SimulatedModel_EditedByAPerson_StaysSimulated()
    {
        await using var web = await RunningWeb.StartAsync(beforeStart: async app =>
        {
            await RegisterAsync(app.Services, SimulatedModels.Origin);
            await app.Services.GetRequiredService<ModelRegistry>().ApplyAsync(
                ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.6", StringComparison.Ordinal), "edited.yaml", "Dr Administrator", CancellationToken.None);
        });
        (await web.Get<SimulatedModels>().ArePresentAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task PagesWithoutCircuit_SimulationOn_SaySo()
    {
        await using var web = await RunningWeb.StartAsync(settings: ["--Simulation:Enabled=true"]);
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        (await browser.GetStringAsync("/sign-in")).ShouldContain(Badge);
        (await (await browser.GetAsync("/jobs")).Content.ReadAsStringAsync()).ShouldContain(Badge);
    }

    [Theory]
    [InlineData("simulation", false)]
    [InlineData("Dr Administrator", true)]
    public async Task Start_SimulationOff_SchedulesOnlyModelsThatAreNotSimulated(string origin, bool expected)
    {
        await using var web = await RunningWeb.StartAsync(beforeStart: app => RegisterAsync(app.Services, origin));
        using var connection = web.Jobs.GetConnection();
        connection.GetRecurringJobs().Any(job => job.Id == "nightly:readmission").ShouldBe(expected);
        connection.GetRecurringJobs().Any(job => job.Id == "weekly:readmission").ShouldBe(expected);
    }

    [Fact]
    public async Task Schedule_SimulationTurnedOff_RemovesTheJobsThatItHad()
    {
        await using var web = await RunningWeb.StartAsync(beforeStart: app => RegisterAsync(app.Services, SimulatedModels.Origin));
        web.Get<ModelSchedule>().Add("readmission", TimeZoneInfo.Utc);

        await web.Get<ModelSchedule>().AddAsync("readmission", CancellationToken.None);

        using var connection = web.Jobs.GetConnection();
        connection.GetRecurringJobs().ShouldBeEmpty();
    }

    private static async Task RegisterAsync(IServiceProvider services, string origin)
    {
        var outcome = await services.GetRequiredService<ModelRegistry>().ApplyAsync(ExampleDefinition.Yaml, "readmission.yaml", origin, CancellationToken.None);
        outcome.Kind.ShouldBe(DefinitionOutcomeKind.Registered);
    }
}

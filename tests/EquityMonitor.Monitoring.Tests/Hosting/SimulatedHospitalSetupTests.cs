using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class SimulatedHospitalSetupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_FirstAndLaterDay_GeneratesAndExtendsTheSourceAndRegistersItsModels()
    {
        using var folder = new TestFolder();
        var generated = new List<StepProgress>();
        using (var first = Simulated(folder, "2026-07-01"))
        {
            await first.Get<MonitorDatabase>().OpenAsync(Cancellation);
            await first.Get<SimulatedHospitalSetup>().PrepareAsync(new Collect(generated), Cancellation);
            (await first.Get<ModelRegistry>().ListAsync(Cancellation)).Select(model => model.Definition.Key).ShouldBe(["icu-mortality", "readmission", "sepsis"]);
        }

        generated.ShouldNotBeEmpty();
        generated.ShouldAllBe(report => report.Step == RunStep.Simulate);
        generated[^1].Done.ShouldBe(generated[^1].Total);
        File.Exists(folder.File("data/hospital.sqlite")).ShouldBeTrue();

        using var second = Simulated(folder, "2026-07-03");
        await second.Get<MonitorDatabase>().OpenAsync(Cancellation);
        await second.Get<SimulatedHospitalSetup>().PrepareAsync(progress: null, Cancellation);
        var registered = await second.Get<ModelRegistry>().ListAsync(Cancellation);
        registered.ShouldAllBe(model => model.Model.Revision == 1);

        // The composed pull reads what was generated and appended.
        var readmission = registered.Single(model => model.Definition.Key == "readmission");
        await second.Get<PullStep>().RunAsync(readmission.Model.Id, new PullScope.Nightly(), progress: null, Cancellation);
        await using var context = second.Get<IDbContextFactory<Data.MonitorDbContext>>().CreateDbContext();
        (await context.EncounterDays.MaxAsync(day => day.Day, Cancellation)).ShouldBe(new DateOnly(2026, 7, 2));
    }

    [Fact]
    public async Task Run_ComposedByTheHost_ReachesPointsAndVerdicts()
    {
        using var folder = new TestFolder();
        using var host = Simulated(folder, "2026-07-01", days: "120");
        await host.Get<MonitorDatabase>().OpenAsync(Cancellation);
        await host.Get<SimulatedHospitalSetup>().PrepareAsync(progress: null, Cancellation);

        await host.Get<MonitoringRun>().RunAsync("icu-mortality", new RunOrder(new PullScope.Nightly(), RunOrder.Schedule), progress: null, Cancellation);

        await using var context = host.Get<IDbContextFactory<Data.MonitorDbContext>>().CreateDbContext();
        (await context.Points.AnyAsync(Cancellation)).ShouldBeTrue();
        (await context.VerdictSpells.AnyAsync(Cancellation)).ShouldBeTrue();
    }

    private static TestHost Simulated(TestFolder folder, string today, string days = "20") =>
        new(folder.Path, simulateByDefault: true, ("Simulation:Today", today), ("Simulation:Days", days));

    private sealed class Collect(List<StepProgress> reports) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => reports.Add(value);
    }
}

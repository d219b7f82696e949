using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Features;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EquityMonitor.EndToEnd.Tests.Timing;

/// <summary>What the pages ask of the two years of the demo, by the program's own readers, beside the server that runs on the same database.</summary>
[Collection(DemoCollection.Name)]
public sealed class ReaderTimeTests(DemoHospital demo, ITestOutputHelper log)
{
    private const int Repetitions = 200;

    /// <summary>The server reads ahead when it starts, so nobody waits for queries to be prepared.</summary>
    private const int ToPrepare = 10;

    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Overview_OfTwoYears_IsReadInTime()
    {
        using var program = Program();
        var reader = program.Services.GetRequiredService<IOverviewReader>();

        await CheckAsync("overview", _ => reader.ReadAsync(true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Model_OfTwoYearsThatNobodyHasReadYet_IsReadInTime()
    {
        using var program = Program();
        var subgroups = program.Services.GetRequiredService<SubgroupsReader>();
        string[] models = ["readmission", "sepsis", "icu-mortality"], metrics = ["sensitivity", "auroc", "flagRate"], dimensions = ["language", "race", "sex", "age_band"];

        // A memory of its own each time: nothing of an earlier reading is left.
        ModelReader Reader() => ActivatorUtilities.CreateInstance<ModelReader>(program.Services, new PerformanceReader(new PointHistoryReader(new PointMemory())));
        ModelQuery Query(int repetition) =>
            new(models[repetition % models.Length]) { Metric = metrics[repetition % 5 % metrics.Length], Dimension = dimensions[repetition % dimensions.Length], Window = "90", Range = "730" };
        await CheckAsync("model", async repetition =>
        {
            var view = await Reader().ReadAsync(Query(repetition), true, TestContext.Current.CancellationToken);
            view.Performance!.Trend.Days.Count.ShouldBeGreaterThan(600);
        });
        var newest = (await Reader().ReadAsync(Query(0), true, TestContext.Current.CancellationToken)).Performance!.Period!.AsOf;
        await CheckAsync("grid", repetition => subgroups.ReadAsync(models[repetition % models.Length], 90, newest, true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Alerts_InboxAndOne_AreReadInTime()
    {
        using var program = Program();
        var inbox = program.Services.GetRequiredService<IInboxReader>();
        var details = program.Services.GetRequiredService<IAlertDetailReader>();
        var alert = await MonitorContent.AlertOfAsync(demo.Root, "sepsis");

        await CheckAsync("inbox", _ => inbox.ReadAsync(AlertFilter.Default with { State = AlertChoice.All }, Person.Named("Demo Quality"), true, TestContext.Current.CancellationToken));
        await CheckAsync("alert", _ => details.ReadAsync(alert, true, TestContext.Current.CancellationToken));
    }

    private IHost Program()
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine, and so no demo.");
        var builder = Host.CreateApplicationBuilder([$"--Data:Root={demo.Root}", $"--Simulation:Today={MonitorProcess.Today:yyyy-MM-dd}"]);
        builder.AddEquityMonitor(simulateByDefault: true);
        builder.Services.AddFeatures();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task CheckAsync(string what, Func<int, Task> read)
    {
        await Durations.OfAsync(what, ToPrepare, read);
        var times = await Durations.OfAsync(what, Repetitions, read);
        log.WriteLine(times.ToString());
        times.Percentile95.ShouldBeLessThan(Allowed.Of(Promised), times.ToString());
    }
}

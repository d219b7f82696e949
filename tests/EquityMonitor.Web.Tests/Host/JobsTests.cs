using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Composition;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>The jobs through a real Hangfire server.</summary>
public sealed class JobsTests
{
    private readonly string _key = $"model-{Guid.NewGuid():n}";

    [Fact]
    public async Task Job_ThatFails_IsTriedAgainAfterOneMinute()
    {
        await using var web = await RunningWeb.StartAsync(run: (_, _, _, _) => throw new InvalidOperationException("The source is away."));
        web.Get<RunRequests>().PullNow(_key, "Dr Reyes").ShouldBeTrue();

        var state = (await JobStates.WaitAsync(_key, ScheduledState.StateName)).ShouldBeOfType<ScheduledState>();

        (state.EnqueueAt - state.ScheduledAt).TotalSeconds.ShouldBe(60, tolerance: 5);
        state.Reason.ShouldContain("1 of 4");
    }

    [Fact]
    public void Retry_Delays_GrowToAnHour()
    {
        var retry = typeof(MonitoringJobs).GetCustomAttributes(typeof(AutomaticRetryAttribute), inherit: false).Cast<AutomaticRetryAttribute>().ShouldHaveSingleItem();
        retry.Attempts.ShouldBe(4);
        retry.DelaysInSeconds.ShouldBe([60, 300, 900, 3600]);
    }

    [Fact]
    public async Task Stop_DuringARun_CancelsIt()
    {
        var began = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = await RunningWeb.StartAsync(run: async (_, _, _, token) =>
        {
            began.SetResult(token);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                ended.SetResult();
            }
        });
        web.Get<RunRequests>().PullNow(_key, "Dr Reyes");
        var token = await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        token.IsCancellationRequested.ShouldBeFalse();

        await web.App.StopAsync();

        token.IsCancellationRequested.ShouldBeTrue();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        web.Get<ProgressBoard>().Find(_key)!.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task Start_WithRegisteredModel_SchedulesItInItsZoneAndCatchesUp()
    {
        var ran = Ran();
        await using var web = await RunningWeb.StartAsync(run: ran.Run, beforeStart: app => RegisterAsync(app.Services, "Asia/Kathmandu"));

        (await ran.WaitAsync()).ShouldBe((_key, new PullScope.Nightly()));
        var recurring = Recurring(web);
        recurring[$"nightly:{_key}"].ShouldBe(("10 2 * * *", "Asia/Kathmandu"));
        recurring[$"weekly:{_key}"].ShouldBe(("10 3 * * 0", "Asia/Kathmandu"));
    }

    [Fact]
    public async Task Registered_WhileRunning_SchedulesAndRunsTheModel()
    {
        var ran = Ran();
        await using var web = await RunningWeb.StartAsync(run: ran.Run, settings: ["--Jobs:NightlyCron=30 4 * * *"]);
        await RegisterAsync(web.App.Services, "America/Chicago");

        web.Get<ChangeBroker>().Publish(new Change(_key, ChangeKind.Registered));

        (await ran.WaitAsync()).ModelKey.ShouldBe(_key);
        Recurring(web)[$"nightly:{_key}"].ShouldBe(("30 4 * * *", "America/Chicago"));
    }

    [Fact]
    public async Task Registered_ByAPerson_IsFollowedByARunUnderTheName()
    {
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = await RunningWeb.StartAsync(run: (_, order, _, _) =>
        {
            asked.TrySetResult(order.AskedBy);
            return Task.CompletedTask;
        });

        (await web.Get<ModelRegistry>().ApplyAsync(ExampleDefinition.Yaml, "pasted", "Dr Reyes", CancellationToken.None)).IsRefused.ShouldBeFalse();

        (await asked.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(RunOrder.Definition("Dr Reyes"));
    }

    [Fact]
    public async Task Start_WithSimulation_PreparesItBeforeTheFirstRun()
    {
        var order = new List<string>();
        var ran = Ran(() => order.Add("run"));
        await using var web = await RunningWeb.StartAsync(
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<PrepareSimulation>((_, _) =>
            {
                order.Add("prepare");
                return Task.CompletedTask;
            })),
            ran.Run,
            app => RegisterAsync(app.Services, "America/Chicago"),
            ["--Simulation:Enabled=true"]);

        await ran.WaitAsync();

        order.ShouldBe(["prepare", "run"]);
        Recurring(web).Keys.ShouldContain("simulated-hospital");
    }

    [Fact]
    public async Task Start_WithoutSimulation_SchedulesNone()
    {
        await using var web = await RunningWeb.StartAsync();
        Recurring(web).ShouldBeEmpty();
    }

    [Fact]
    public async Task Weekly_Triggered_RunsTheWeeklyScope()
    {
        var ran = Ran();
        await using var web = await RunningWeb.StartAsync(run: ran.Run);
        web.Get<ModelSchedule>().Add(_key, TimeZoneInfo.Utc);
        web.Get<IRecurringJobManager>().Trigger($"weekly:{_key}");
        (await ran.WaitAsync()).ShouldBe((_key, new PullScope.Weekly()));
    }

    [Fact]
    public async Task Cancel_DuringAJob_EndsItWithoutARetry()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = await RunningWeb.StartAsync(run: async (_, _, _, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        await web.Get<RunDesk>().PullNowAsync(_key, "Dr Reyes", CancellationToken.None);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var ended = JobStates.WaitAsync(_key, SucceededState.StateName);

        var answer = await web.Get<RunDesk>().CancelAsync(_key, "Dr Other");

        answer.WasRunning.ShouldBeTrue();
        (await ended).ShouldBeOfType<SucceededState>().Result.ShouldBe("Cancelled by Dr Other.");
        web.Jobs.GetMonitoringApi().ScheduledCount().ShouldBe(0);
        web.Jobs.GetMonitoringApi().FailedCount().ShouldBe(0);
        await using var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync();
        (await context.AuditEntries.OrderBy(entry => entry.Id).Select(entry => $"{entry.Who}: {entry.What} of {entry.Subject}, {entry.Details}").ToListAsync())
            .ShouldBe([$"Dr Reyes: run asked for of {_key}, ", $"Dr Other: run cancelled of {_key}, the run in progress"]);
    }

    [Fact]
    public async Task Backfill_AskedFor_RunsTheRangeUnderTheName()
    {
        var order = new TaskCompletionSource<RunOrder>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var web = await RunningWeb.StartAsync(run: (_, asked, _, _) =>
        {
            order.TrySetResult(asked);
            return Task.CompletedTask;
        });
        var days = new DateRange(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31));

        (await web.Get<RunDesk>().BackfillAsync(_key, days, "Dr Reyes", CancellationToken.None)).ShouldBeTrue();

        var asked = await order.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (asked.Scope, asked.AskedBy).ShouldBe((new PullScope.Range(days), "Dr Reyes"));
        await using var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync();
        var entry = await context.AuditEntries.SingleAsync();
        (entry.What, entry.Details).ShouldBe(("backfill asked for", "2026-05-01 to 2026-05-31"));
    }

    [Fact]
    public async Task NextRuns_ScheduledModel_HasItsNightsAndItsRetry()
    {
        await using var web = await RunningWeb.StartAsync(run: (_, _, _, _) => throw new InvalidOperationException("The source is away."));
        var next = web.Get<NextRuns>();
        next.Of([_key])[_key].ShouldBe(NextRun.None);
        web.Get<ModelSchedule>().Add(_key, TimeZoneInfo.Utc);
        var failed = JobStates.WaitAsync(_key, ScheduledState.StateName);
        web.Get<RunRequests>().PullNow(_key, "Dr Reyes");
        await failed;

        // The filter is called within the transaction that schedules the retry.
        SpinWait.SpinUntil(() => web.Jobs.GetMonitoringApi().ScheduledCount() > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();

        var all = next.Of([_key, "another"]);
        var known = all[_key];

        known.Nightly.ShouldNotBeNull().TimeOfDay.ShouldBe(new TimeSpan(2, 10, 0));
        known.Weekly.ShouldNotBeNull().DayOfWeek.ShouldBe(DayOfWeek.Sunday);
        known.Retry.ShouldNotBeNull();
        all["another"].ShouldBe(NextRun.None);
    }

    [Fact]
    public async Task Start_RunOfAKilledProcess_IsInterrupted()
    {
        await using var web = await RunningWeb.StartAsync();
        await RegisterAsync(web.App.Services, "America/Chicago");
        await using (var context = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync())
        {
            context.Runs.Add(new RunRecord
            {
                ModelId = (await context.Models.SingleAsync()).Id,
                Kind = RunKind.Nightly,
                AskedBy = RunOrder.Schedule,
                StartedAt = DateTime.UnixEpoch,
                Outcome = RunOutcome.Running,
            });
            await context.SaveChangesAsync();
        }

        await WebHost.OpenAsync(web.App, CancellationToken.None);

        await using var after = await web.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync();
        var run = await after.Runs.SingleAsync();
        (run.Outcome, run.EndedAt).ShouldBe((RunOutcome.Interrupted, null));
    }

    private static FirstRun Ran(Action? onRun = null) => new(onRun);

    private static Dictionary<string, (string Cron, string Zone)> Recurring(RunningWeb web)
    {
        using var connection = web.Jobs.GetConnection();
        return connection.GetRecurringJobs().ToDictionary(job => job.Id, job => (job.Cron, job.TimeZoneId), StringComparer.Ordinal);
    }

    private async Task RegisterAsync(IServiceProvider services, string zone)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync();
        context.Models.Add(new Model
        {
            Key = _key,
            Name = "Sepsis early warning",
            DefinitionYaml = $$"""
                key: {{_key}}
                name: Sepsis early warning
                version: "1"
                score: { column: score, kind: probability }
                threshold: 0.2
                outcome: { column: outcome, maturityDays: 30 }
                time: { column: scored_at, zone: {{zone}} }
                encounter: encounter_id
                source: { provider: sqlite, connection: Hospital, query: "SELECT * FROM t WHERE scored_at >= @from AND scored_at < @to" }
                dimensions: [sex]
                windows: [90]
                rules:
                  - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.55, window: 90 }
                """,
            DefinitionHash = "hash",
            Revision = 1,
            AlertsFrom = new DateOnly(2026, 7, 1),
            RegisteredAt = new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc),
        });
        await context.SaveChangesAsync();
    }

    /// <summary>Stands in for the run of a model and tells when it was called first.</summary>
    private sealed class FirstRun(Action? onRun)
    {
        private readonly TaskCompletionSource<(string ModelKey, PullScope Scope)> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RunModel Run => (key, order, _, _) =>
        {
            onRun?.Invoke();
            _first.TrySetResult((key, order.Scope));
            return Task.CompletedTask;
        };

        public Task<(string ModelKey, PullScope Scope)> WaitAsync() => _first.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}

using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Jobs;

/// <summary>The recurring jobs of the registered models.</summary>
public sealed class ModelSchedule(
    IDbContextFactory<MonitorDbContext> contexts, IRecurringJobManager recurring, RunRequests requests, SimulatedModels simulated, JobsSettings settings)
{
    private static readonly RunOrder CatchingUp = new(new PullScope.Nightly(), RunOrder.Start);

    /// <summary>Keys of all registered models, ordered.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Models.Select(model => model.Key).OrderBy(key => key).ToListAsync(cancellationToken);
    }

    /// <summary>Sets the nightly and the weekly job of a model, in the zone of its definition in force; a model that the simulation left behind has none.</summary>
    public async Task AddAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == modelKey, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no model with the key '{modelKey}'.");
        if ((await simulated.LeftBehindAsync(cancellationToken)).Contains(modelKey))
            Remove(modelKey);
        else
            Add(modelKey, model.ReadDefinition().Time!.Zone);
    }

    /// <summary>For a model that was registered or changed: its jobs, and a first run.</summary>
    public async Task AddAndRunAsync(string modelKey, CancellationToken cancellationToken)
    {
        await AddAsync(modelKey, cancellationToken);
        requests.Request(modelKey, new RunOrder(new PullScope.Nightly(), await AskerAsync(modelKey, cancellationToken)));
    }

    /// <summary>A run of every model that has jobs. One that has nothing to catch up ends at once, and only a run knows whether an earlier one was killed halfway.</summary>
    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        var leftBehind = await simulated.LeftBehindAsync(cancellationToken);
        foreach (var key in (await KeysAsync(cancellationToken)).Where(key => !leftBehind.Contains(key)))
            requests.Request(key, CatchingUp);
    }

    /// <summary>Whoever put the newest definition in force.</summary>
    private async Task<string> AskerAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var who = await (
            from model in context.Models
            where model.Key == modelKey
            join revision in context.DefinitionRevisions on model.Id equals revision.ModelId
            orderby revision.Revision descending
            select revision.AppliedBy).FirstOrDefaultAsync(cancellationToken);
        return who is null ? RunOrder.Schedule : RunOrder.Definition(who);
    }

    private void Remove(string modelKey)
    {
        recurring.RemoveIfExists(Nightly(modelKey));
        recurring.RemoveIfExists(Weekly(modelKey));
    }

    internal static string Nightly(string modelKey) => $"nightly:{modelKey}";

    internal static string Weekly(string modelKey) => $"weekly:{modelKey}";

    internal void Add(string modelKey, TimeZoneInfo zone)
    {
        var options = new RecurringJobOptions { TimeZone = zone };
        recurring.AddOrUpdate<MonitoringJobs>(Nightly(modelKey), job => job.NightlyAsync(modelKey, CancellationToken.None), settings.NightlyCron, options);
        recurring.AddOrUpdate<MonitoringJobs>(Weekly(modelKey), job => job.WeeklyAsync(modelKey, CancellationToken.None), settings.WeeklyCron, options);
    }
}

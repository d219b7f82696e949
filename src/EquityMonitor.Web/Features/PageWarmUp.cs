using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features;

/// <summary>
/// Reads what people open first, once the program serves and again when there are new results: whoever comes first after a start or a night waits neither for
/// queries to be prepared nor for points that nobody has read yet.
/// </summary>
public sealed class PageWarmUp(
    IOverviewReader overview, IModelReader models, SubgroupsReader subgroups, IInboxReader inbox, ChangeBroker changes, TimeProvider time, ILogger<PageWarmUp> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>A long backfill judges again and again; nobody opens pages that often.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private LiveRefresh? _refresh;
    private IDisposable? _subscription;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var refresh = _refresh = new LiveRefresh(time, Interval, ReadAsync);
        _subscription = changes.Subscribe(change =>
        {
            if (change.Kind == ChangeKind.Judged)
                refresh.Request();
        });
        refresh.Request();
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        if (_refresh is not null)
            await _refresh.DisposeAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var view = await overview.ReadAsync(showSmallCells: true, cancellationToken);
            foreach (var card in view.Models)
            {
                if (await models.ReadAsync(new ModelQuery(card.Key), showSmallCells: true, cancellationToken) is { Performance: { Period: { } period } shown })
                    await subgroups.ReadAsync(card.Key, shown.Choice.Window, period.AsOf, showSmallCells: true, cancellationToken);
            }

            await inbox.ReadAsync(AlertFilter.Default, null, showSmallCells: true, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Who opens the page reads for themselves, and is told what is wrong.
            logger.LogWarning(exception, "Reading the pages ahead failed");
        }
    }
}

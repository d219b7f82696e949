using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The first page: which models need attention, for whom, since when, and how sure that is.</summary>
public sealed partial class OverviewPage : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private LiveRefresh? _stored;
    private LiveRefresh? _progress;
    private IDisposable? _changes;
    private IDisposable? _board;
    private OverviewView? _view;
    private Headline _headline = new(string.Empty, []);
    private IReadOnlyList<BackfillRow> _backfill = [];
    private IReadOnlyList<RunProgress> _runs = [];
    private PanelState.Failed? _failure;
    private bool _showSmallCells;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject] private IOverviewReader Reader { get; set; } = default!;
    [Inject] private IAuthorizationService Authorization { get; set; } = default!;
    [Inject] private ChangeBroker Changes { get; set; } = default!;
    [Inject] private ProgressBoard Board { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private IOptions<SimulationOptions> Simulation { get; set; } = default!;
    [Inject] private IOptions<RegistryOptions> Registry { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var person = (await Authentication).User;
        _showSmallCells = (await Authorization.AuthorizeAsync(person, Policies.Quality)).Succeeded
            || (await Authorization.AuthorizeAsync(person, Policies.Governance)).Succeeded;

        // Subscribed before the first read: a commit in between asks for another.
        _stored = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(ReadNowAsync));
        _progress = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(ShowProgress));
        _changes = Changes.Subscribe(_ => _stored.Request());
        _board = Board.Subscribe(_progress.Request);
        await ReadNowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _changes?.Dispose();
        _board?.Dispose();
        await _gone.CancelAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
        if (_progress is not null)
            await _progress.DisposeAsync();
        _gone.Dispose();
    }

    private async Task ReadNowAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        var cancellation = _gone.Token;
        try
        {
            await _reading.WaitAsync(cancellation);
            try
            {
                _view = await Reader.ReadAsync(_showSmallCells, cancellation);
            }
            finally
            {
                _reading.Release();
            }

            _headline = Headline.Of(_view);
            _failure = null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What was read before stays on screen, with the failure above it.
            _failure = Faults.Record(exception, "the overview");
        }

        ShowProgress();
    }

    private Task Retry() => ReadNowAsync();

    private void ShowProgress()
    {
        if (_gone.IsCancellationRequested)
            return;
        _runs = Board.Runs;
        _backfill = _view is null ? [] : BackfillRow.Of(_view, _runs, Simulation.Value.Enabled);
        StateHasChanged();
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Components;

/// <summary>
/// A page that shows what is stored: it reads again when something was committed and when its address asks for something else, and keeps what it has when a
/// read fails. Of two reads the later one counts. Also fits a panel with its own reading.
/// </summary>
/// <typeparam name="TView">What was read, as it was at one moment. Immutable.</typeparam>
public abstract class LivePage<TView> : ComponentBase, IAsyncDisposable
    where TView : class
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _reading;
    private LiveRefresh? _stored;
    private LiveRefresh? _progress;
    private IDisposable? _changes;
    private IDisposable? _board;
    private object? _readFor;
    private bool _started;

    [Inject] private ChangeBroker Changes { get; set; } = default!;
    [Inject] private Sight Sight { get; set; } = default!;
    [Inject] protected TimeProvider Time { get; set; } = default!;
    [Inject] protected FaultLog Faults { get; set; } = default!;
    [Inject] protected ProgressBoard Board { get; set; } = default!;

    /// <summary>Null until the first read has succeeded.</summary>
    protected TView? View { get; private set; }

    /// <summary>Of the last read; null when it succeeded. What was read before stays on screen, with the failure above it.</summary>
    protected PanelState.Failed? Failure { get; private set; }

    /// <summary>Whether the person may see figures that rest on few patients.</summary>
    protected bool ShowsSmallCells { get; private set; }

    /// <summary>The person gave up the last read. What was read before stays on screen.</summary>
    protected bool IsStopped { get; private set; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>For the log, when reading fails: "the overview".</summary>
    protected abstract string Name { get; }

    /// <summary>What the view depends on besides what is stored, compared by value: the page reads again when it changes.</summary>
    protected virtual object? Address => null;

    /// <summary>Whether running jobs are shown, so that the page renders again as they advance.</summary>
    protected virtual bool ShowsRuns => false;

    protected abstract Task<TView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Whether the page may look different after a commit.</summary>
    protected virtual bool Concerns(Change change) => true;

    /// <summary>Called after each successful read, before it is rendered.</summary>
    protected virtual void OnRead(TView view)
    {
    }

    protected override async Task OnInitializedAsync()
    {
        ShowsSmallCells = await Sight.ShowsSmallCellsAsync();

        // Subscribed before the first read: a commit in between asks for another.
        _stored = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(ReadNowAsync));
        _changes = Changes.Subscribe(change =>
        {
            if (Concerns(change))
                _stored.Request();
        });
        if (ShowsRuns)
        {
            _progress = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(StateHasChanged));
            _board = Board.Subscribe(_progress.Request);
        }

        _started = true;
        _readFor = Address;
        await ReadNowAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The first read belongs to the initialisation.
        if (!_started || Equals(_readFor, Address))
            return;
        _readFor = Address;
        await ReadNowAsync();
    }

    protected async Task ReadNowAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var superseded = _reading;
        _reading = reading;
        IsStopped = false;
        if (superseded is not null)
            await superseded.CancelAsync();
        try
        {
            var view = await ReadAsync(reading.Token);
            if (reading.IsCancellationRequested)
                return;
            View = view;
            Failure = null;
            OnRead(view);
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Superseded, or the page has gone.
            return;
        }
        catch (Exception exception)
        {
            if (reading.IsCancellationRequested)
                return;
            Failure = Faults.Record(exception, Name);
        }
        finally
        {
            if (ReferenceEquals(_reading, reading))
                _reading = null;
        }

        StateHasChanged();
    }

    /// <summary>Gives up the read that is under way, until another is asked for.</summary>
    protected async Task StopReadingAsync()
    {
        if (_reading is not { } reading)
            return;
        IsStopped = true;
        await reading.CancelAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        _changes?.Dispose();
        _board?.Dispose();
        await _gone.CancelAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
        if (_progress is not null)
            await _progress.DisposeAsync();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }
}

namespace EquityMonitor.Web.Components;

/// <summary>
/// Turns any number of requests, from any thread, into refreshes that never overlap and start at most once an interval. The last request is never lost: what
/// changed while a refresh ran is read by the next one.
/// </summary>
public sealed class LiveRefresh : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Func<CancellationToken, Task> _refresh;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _gone = new();
    private long? _lastStart;
    private bool _busy;
    private bool _again;
    private bool _disposed;

    public LiveRefresh(TimeProvider time, TimeSpan interval, Func<CancellationToken, Task> refresh)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _interval = interval;
        _refresh = refresh;
        _timer = time.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for a refresh and returns at once.</summary>
    public void Request()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            if (_busy)
                _again = true;
            else
                Schedule();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        await _gone.CancelAsync();
        await _timer.DisposeAsync();
        _gone.Dispose();
    }

    /// <summary>Under the gate.</summary>
    private void Schedule()
    {
        _busy = true;
        _again = false;
        var wait = _lastStart is { } last ? _interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task RunAsync()
    {
        CancellationToken cancellation;
        lock (_gate)
        {
            if (_disposed)
                return;
            _lastStart = _time.GetTimestamp();
            _again = false;
            cancellation = _gone.Token;
        }

        try
        {
            await _refresh(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            lock (_gate)
            {
                _busy = false;
                if (_again && !_disposed)
                    Schedule();
            }
        }
    }
}

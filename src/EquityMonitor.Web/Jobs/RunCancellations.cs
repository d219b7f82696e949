namespace EquityMonitor.Web.Jobs;

/// <summary>The runs in progress that a person may cancel. Thread-safe.</summary>
public sealed class RunCancellations(ProgressBoard board)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellableRun> _running = new(StringComparer.Ordinal);

    /// <summary>A run of the model begins. Runs of one model do not overlap.</summary>
    /// <param name="cancellationToken">Of the program that stops.</param>
    public CancellableRun Begin(string modelKey, CancellationToken cancellationToken)
    {
        var run = new CancellableRun(
            ended =>
            {
                lock (_gate)
                {
                    if (_running.GetValueOrDefault(modelKey) == ended)
                        _running.Remove(modelKey);
                }
            },
            cancellationToken);
        lock (_gate)
            _running[modelKey] = run;
        return run;
    }

    /// <summary>Returns at once; the run ends when it has noticed.</summary>
    /// <returns>False when no run is in progress, or somebody has cancelled it already.</returns>
    public bool Cancel(string modelKey, string who)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(modelKey, out var run) || !run.Claim(who))
                return false;

            // Shown first: the run may end before this method does.
            board.Cancelling(modelKey, who);
            run.Cancel();
            return true;
        }
    }
}

/// <summary>One run in progress.</summary>
public sealed class CancellableRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly Action<CancellableRun> _ended;
    private Task _cancelling = Task.CompletedTask;

    internal CancellableRun(Action<CancellableRun> ended, CancellationToken cancellationToken)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ended = ended;
        Token = _cancellation.Token;
    }

    /// <summary>Cancelled by a person, or because the program stops.</summary>
    public CancellationToken Token { get; }

    /// <summary>Who cancelled it; null while nobody did.</summary>
    public string? CancelledBy { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _ended(this);

        // What was registered with the token is being called on another thread; it must not meet a source that is gone.
        await _cancelling;
        _cancellation.Dispose();
    }

    /// <returns>False when somebody was faster.</returns>
    internal bool Claim(string who)
    {
        if (CancelledBy is not null)
            return false;
        CancelledBy = who;
        return true;
    }

    /// <summary>Only while it has not ended.</summary>
    internal void Cancel() => _cancelling = _cancellation.CancelAsync();
}

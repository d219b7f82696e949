namespace EquityMonitor.Web.Jobs;

/// <summary>What a run looks at; a later one contains the earlier ones.</summary>
public enum RunScope
{
    Nightly,
    Weekly,
}

/// <summary>
/// Lets one run per model through at a time. A request that comes meanwhile does not occupy a worker: it is remembered, together with all others that
/// come, as one further run of the widest scope. Thread-safe.
/// </summary>
public sealed class RunGate
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunScope?> _waitingByRunning = new(StringComparer.Ordinal);

    /// <returns>Whether the run may begin; if not, it was remembered for the end of the run in progress.</returns>
    public bool TryEnter(string modelKey, RunScope scope)
    {
        lock (_gate)
            return !Remember(modelKey, scope) && _waitingByRunning.TryAdd(modelKey, null);
    }

    /// <returns>Whether a run is in progress, at the end of which this request will be served.</returns>
    public bool TryJoin(string modelKey, RunScope scope)
    {
        lock (_gate)
            return Remember(modelKey, scope);
    }

    /// <summary>The run in progress ended.</summary>
    /// <returns>The run that was asked for meanwhile; null when none was.</returns>
    public RunScope? Leave(string modelKey)
    {
        lock (_gate)
        {
            _waitingByRunning.Remove(modelKey, out var waiting);
            return waiting;
        }
    }

    private bool Remember(string modelKey, RunScope scope)
    {
        if (!_waitingByRunning.TryGetValue(modelKey, out var waiting))
            return false;
        _waitingByRunning[modelKey] = waiting is { } other && other > scope ? other : scope;
        return true;
    }
}

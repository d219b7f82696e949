using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Web.Jobs;

/// <summary>
/// Lets one run per model through at a time. A request that comes meanwhile does not occupy a worker: it is remembered, and together with others that it
/// contains becomes one further run. A weekly run contains a nightly one, a range the ranges within it. Thread-safe.
/// </summary>
public sealed class RunGate
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<RunOrder>> _waitingByRunning = new(StringComparer.Ordinal);

    /// <returns>Whether the run may begin; if not, it was remembered for the end of the run in progress.</returns>
    public bool TryEnter(string modelKey, RunOrder order)
    {
        lock (_gate)
            return Remember(modelKey, order) is null && _waitingByRunning.TryAdd(modelKey, []);
    }

    /// <returns>Whether the request is a further one; false when one that waits already serves it; null when nothing is in progress.</returns>
    public bool? TryJoin(string modelKey, RunOrder order)
    {
        lock (_gate)
            return Remember(modelKey, order);
    }

    /// <summary>The run in progress ended.</summary>
    /// <returns>What was asked for meanwhile.</returns>
    public IReadOnlyList<RunOrder> Leave(string modelKey)
    {
        lock (_gate)
        {
            _waitingByRunning.Remove(modelKey, out var waiting);
            return waiting ?? [];
        }
    }

    /// <summary>What follows the run in progress.</summary>
    public IReadOnlyList<RunOrder> Waiting(string modelKey)
    {
        lock (_gate)
            return _waitingByRunning.TryGetValue(modelKey, out var waiting) ? [.. waiting] : [];
    }

    /// <summary>Gives up what follows the run in progress.</summary>
    public IReadOnlyList<RunOrder> Withdraw(string modelKey)
    {
        lock (_gate)
        {
            if (!_waitingByRunning.TryGetValue(modelKey, out var waiting))
                return [];
            RunOrder[] withdrawn = [.. waiting];
            waiting.Clear();
            return withdrawn;
        }
    }

    private bool? Remember(string modelKey, RunOrder order)
    {
        if (!_waitingByRunning.TryGetValue(modelKey, out var waiting))
            return null;
        if (waiting.Exists(other => Contains(other.Scope, order.Scope)))
            return false;
        waiting.RemoveAll(other => Contains(order.Scope, other.Scope));
        waiting.Add(order);
        return true;
    }

    private static bool Contains(PullScope wide, PullScope narrow) => (wide, narrow) switch
    {
        (PullScope.Range outer, PullScope.Range inner) => outer.Days.From <= inner.Days.From && outer.Days.To >= inner.Days.To,
        (PullScope.Weekly, PullScope.Weekly or PullScope.Nightly) or (PullScope.Nightly, PullScope.Nightly) => true,
        _ => false,
    };
}

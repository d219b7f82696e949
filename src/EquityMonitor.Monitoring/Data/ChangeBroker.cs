using Microsoft.Extensions.Logging;

namespace EquityMonitor.Monitoring.Data;

/// <summary>What was committed for a model.</summary>
public enum ChangeKind
{
    Registered,
    Pulled,
    Evaluated,
    Judged,
    AlertChanged,

    /// <summary>A run began or ended.</summary>
    Run,
}

/// <param name="ModelKey">Key of the model.</param>
public readonly record struct Change(string ModelKey, ChangeKind Kind);

/// <summary>Tells the pages of this process that something was committed, so that they read again. Publish after the commit, never before.</summary>
public sealed class ChangeBroker(ILogger<ChangeBroker>? logger = null)
{
    private readonly Lock _gate = new();
    private readonly List<Action<Change>> _subscribers = [];

    /// <summary>Subscribes until disposed. The handler runs on the publisher's thread and must return at once.</summary>
    public IDisposable Subscribe(Action<Change> handler)
    {
        lock (_gate)
            _subscribers.Add(handler);
        return new Subscription(this, handler);
    }

    public void Publish(Change change)
    {
        Action<Change>[] subscribers;
        lock (_gate)
            subscribers = [.. _subscribers];
        foreach (var subscriber in subscribers)
        {
            try
            {
                subscriber(change);
            }
            catch (Exception exception)
            {
                // What was committed stands: a page that cannot take the news must not fail the run that published it.
                logger?.LogError(exception, "A subscriber failed on {Kind} of {ModelKey}", change.Kind, change.ModelKey);
            }
        }
    }

    private sealed class Subscription(ChangeBroker broker, Action<Change> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (broker._gate)
                broker._subscribers.Remove(handler);
        }
    }
}

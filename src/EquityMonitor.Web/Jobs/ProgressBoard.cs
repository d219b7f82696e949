using EquityMonitor.Monitoring;

namespace EquityMonitor.Web.Jobs;

/// <summary>How far the run of each model has come, for the pages of this process. Thread-safe.</summary>
public sealed class ProgressBoard(TimeProvider clock, ILogger<ProgressBoard> logger) : IProgress<StepProgress>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunProgress> _runs = new(StringComparer.Ordinal);
    private readonly List<Action> _subscribers = [];

    /// <summary>The newest run of each model, ordered by model key.</summary>
    public IReadOnlyList<RunProgress> Runs
    {
        get
        {
            lock (_gate)
                return [.. _runs.Values.OrderBy(run => run.ModelKey, StringComparer.Ordinal)];
        }
    }

    /// <summary>The newest run of a model; null when none was started by this process.</summary>
    public RunProgress? Find(string modelKey)
    {
        lock (_gate)
            return _runs.GetValueOrDefault(modelKey);
    }

    /// <summary>A run of the model starts: what was known of the run before is forgotten.</summary>
    public void Begin(string modelKey) => Change(() => _runs[modelKey] = new RunProgress(modelKey, Now, null, null, []));

    /// <summary>Sets the latest progress of its step.</summary>
    public void Report(StepProgress value) => Change(() =>
    {
        var run = _runs.GetValueOrDefault(value.ModelKey) ?? new RunProgress(value.ModelKey, Now, null, null, []);
        _runs[value.ModelKey] = run with { Steps = [.. run.Steps.Where(step => step.Step != value.Step).Append(value).OrderBy(step => step.Step)] };
    });

    /// <summary>A person cancelled the run of the model, which ends when it has noticed.</summary>
    public void Cancelling(string modelKey, string who) => Change(() =>
    {
        if (_runs.TryGetValue(modelKey, out var run) && run.IsRunning)
            _runs[modelKey] = run with { CancelledBy = who };
    });

    /// <summary>The run of the model ended.</summary>
    /// <param name="failure">A message that is safe to show; null when it ended well.</param>
    public void End(string modelKey, string? failure) => Change(() =>
    {
        if (_runs.TryGetValue(modelKey, out var run))
            _runs[modelKey] = run with { EndedAt = Now, Failure = failure };
    });

    /// <summary>Subscribes until disposed. The handler runs on the thread of the job, often, and must return at once.</summary>
    public IDisposable Subscribe(Action handler)
    {
        lock (_gate)
            _subscribers.Add(handler);
        return new Subscription(this, handler);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private void Change(Action change)
    {
        Action[] subscribers;
        lock (_gate)
        {
            change();
            subscribers = [.. _subscribers];
        }

        foreach (var subscriber in subscribers)
            Notify(subscriber);
    }

    /// <summary>A page that fails to hear of progress must not fail the job that reports it.</summary>
    private void Notify(Action subscriber)
    {
        try
        {
            subscriber();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A subscriber of the progress board failed");
        }
    }

    private sealed class Subscription(ProgressBoard board, Action handler) : IDisposable
    {
        public void Dispose()
        {
            lock (board._gate)
                board._subscribers.Remove(handler);
        }
    }
}

/// <summary>The newest run of a model. Immutable.</summary>
/// <param name="ModelKey">Key of the model, or <see cref="SimulatedHospital"/>.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
/// <param name="Failure">Why it failed, safe to show; null while it runs and when it ended well.</param>
/// <param name="Steps">Latest progress of each step that has begun, in the order of the steps.</param>
public sealed record RunProgress(string ModelKey, DateTime StartedAt, DateTime? EndedAt, string? Failure, IReadOnlyList<StepProgress> Steps)
{
    /// <summary>Stands for the generation of the simulated hospital, which comes before its models; no model has this key.</summary>
    public const string SimulatedHospital = "";

    /// <summary>The person who cancelled it; null as a rule.</summary>
    public string? CancelledBy { get; init; }

    public bool IsRunning => EndedAt is null;
}

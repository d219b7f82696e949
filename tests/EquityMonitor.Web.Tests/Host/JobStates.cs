using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>Lets a test wait until a job of a model, told apart by its key, reaches a state. Filters are global to the process, so keys must be unique.</summary>
internal sealed class JobStates : JobFilterAttribute, IApplyStateFilter
{
    private static readonly ConcurrentDictionary<(string ModelKey, string State), TaskCompletionSource<IState>> Reached = new();

    static JobStates() => GlobalJobFilters.Filters.Add(new JobStates());

    public static Task<IState> WaitAsync(string modelKey, string state) =>
        Of(modelKey, state).Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.BackgroundJob.Job?.Args is [string modelKey, ..])
            Of(modelKey, context.NewState.Name).TrySetResult(context.NewState);
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }

    private static TaskCompletionSource<IState> Of(string modelKey, string state) =>
        Reached.GetOrAdd((modelKey, state), _ => new TaskCompletionSource<IState>(TaskCreationOptions.RunContinuationsAsynchronously));
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// Brings the encounter days of a model up to date with its source. It can be stopped at any instant and repeated: what is still to do stands in the queue of
/// pending days, each day is replaced as a whole, and the same rows give the same content.
/// </summary>
public sealed class PullStep(
    IDbContextFactory<MonitorDbContext> contexts,
    IEncounterSource source,
    IdentifierHasher hasher,
    TimeProvider time,
    ChangeBroker broker,
    IOptions<RetentionOptions> retention,
    ILogger<PullStep> logger)
{
    private const int LongestFailure = 2000;

    /// <summary>Runs of one model must not overlap; runs of different models may.</summary>
    /// <exception cref="SourceException">The source cannot be read as declared. Its message stands in the <see cref="PullState"/>; days written before stay, each of them whole.</exception>
    public async Task RunAsync(int modelId, PullScope scope, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var model = await LoadAsync(modelId, cancellationToken);
        var lastDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), model.Definition.Time!.Zone).DateTime).AddDays(-1);
        try
        {
            await PullAsync(model, scope, lastDay, progress, cancellationToken);
        }
        catch (SourceException exception)
        {
            await FailAsync(model, exception.Message, cancellationToken);
            broker.Publish(new Change(model.Key, ChangeKind.Pulled));
            throw;
        }

        await SucceedAsync(model, scope, lastDay, cancellationToken);
        broker.Publish(new Change(model.Key, ChangeKind.Pulled));
    }

    private async Task<ModelInForce> LoadAsync(int modelId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ModelInForce.LoadAsync(context, modelId, cancellationToken);
    }

    private async Task PullAsync(ModelInForce model, PullScope scope, DateOnly lastDay, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var schedule = new DaySchedule(model.Definition, lastDay, retention.Value.FirstKept(lastDay));
        var queue = await new PullQueue(contexts, source, hasher.KeyId, time).FillAsync(model, scope, schedule, cancellationToken);
        var done = 0;
        progress?.Report(new StepProgress(model.Key, RunStep.Pull, done, queue.Count, null));
        var plan = new ChunkPlan(queue);
        while (plan.Next() is { Count: > 0 } chunk)
        {
            var read = await ChunkReader.ReadAsync(source, model.Definition, chunk, cancellationToken);
            plan.Brought(read.Values.Sum(day => day.Rows));
            var writer = await OpenAsync();
            try
            {
                foreach (var day in chunk)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var pulled = PulledDay.Of(model.Definition, day, read[day], hasher);
                    try
                    {
                        await writer.WriteAsync(pulled, cancellationToken);
                    }
                    catch (DbUpdateException exception)
                    {
                        // A person may have accepted a held day between reading and writing: look again at what is stored, once. Accepting replaces a day that
                        // was read, or stores one that was not there; any other failure would only come again.
                        var wasStored = writer.HasStored(day);
                        await writer.DisposeAsync();
                        writer = await OpenAsync();
                        if (exception is not DbUpdateConcurrencyException && (wasStored || !writer.HasStored(day)))
                            throw;
                        await writer.WriteAsync(pulled, cancellationToken);
                    }

                    progress?.Report(new StepProgress(model.Key, RunStep.Pull, ++done, queue.Count, day));
                }
            }
            finally
            {
                await writer.DisposeAsync();
            }

            broker.Publish(new Change(model.Key, ChangeKind.Pulled));

            Task<DayWriter> OpenAsync() => DayWriter.OpenAsync(contexts, model, chunk, hasher.KeyId, time, cancellationToken);
        }

        logger.LogInformation("Pulled {Days} days of {Model}.", done, model.Key);
    }

    private async Task SucceedAsync(ModelInForce model, PullScope scope, DateOnly lastDay, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (scope is not PullScope.Range)
            await DayRetention.ApplyAsync(context, model, retention.Value, lastDay, now, cancellationToken);
        var state = await StateAsync(context, model.Id, cancellationToken);
        state.SucceededAt = now;
        if (scope is PullScope.Weekly)
            state.WeeklySucceededAt = now;
        state.FailedAt = null;
        state.Failure = null;
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task FailAsync(ModelInForce model, string message, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var state = await StateAsync(context, model.Id, cancellationToken);
        state.FailedAt = time.GetUtcNow().UtcDateTime;
        state.Failure = message.Length <= LongestFailure ? message : message[..LongestFailure];
        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<PullState> StateAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var state = await context.PullStates.SingleOrDefaultAsync(state => state.ModelId == modelId, cancellationToken);
        if (state is null)
            context.PullStates.Add(state = new PullState { ModelId = modelId });
        return state;
    }
}

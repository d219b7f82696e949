using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Writes the points of All and of every single-dimension value for each as-of day whose input changed, and those of every pair for the newest as-of day.
/// One transaction per as-of day; a run that is killed goes on where it stopped, because what is done carries its fingerprint.
/// </summary>
public sealed class EvaluateStep(
    IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, IPointWriter writer, TimeProvider time, ChangeBroker broker)
{
    /// <summary>As-of days that share one loaded frame: few enough to keep memory small, enough to load each encounter day only a few times.</summary>
    private const int ChunkDays = 64;

    public async Task RunAsync(int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var input = await EvaluateAsync(modelId, progress, cancellationToken);
        await new BaselineEvaluation(contexts, days).RunAsync(input, cancellationToken);
    }

    private async Task<EvaluationInput> EvaluateAsync(int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        EvaluationInput input;
        Dictionary<(int Window, DateOnly AsOf), PointSet> stored;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            input = await EvaluationInput.LoadAsync(context, modelId, time, cancellationToken);
            stored = await context.PointSets.AsNoTracking()
                .Where(set => set.ModelId == modelId)
                .ToDictionaryAsync(set => (set.Window, set.AsOf), cancellationToken);
        }

        if (input.NewestAsOf is not { } newest)
            return input;
        var stale = input.Definition.Windows.SelectMany(input.Ranges)
            .Where(range => input.IsDue(range, stored.GetValueOrDefault((range.Window, range.AsOf))))
            .GroupBy(range => range.AsOf)
            .OrderBy(group => group.Key)
            .ToList();
        var pairsAreStale = input.Definition.Windows.Any(window =>
            !stored.TryGetValue((window, newest), out var set)
            || set.PairsFingerprint != input.Fingerprint.Of(WindowRange.Of(input.Definition, window, newest)));
        if (stale.Count == 0 && !pairsAreStale)
            return input;

        var frames = new FrameLoader(input, days, cancellationToken);
        var numbers = await SubgroupNumbers.LoadAsync(contexts, modelId, cancellationToken);
        var done = 0;
        foreach (var chunk in stale.Chunk(ChunkDays))
        {
            var evaluator = await frames.EvaluatorAsync([.. chunk.SelectMany(group => group)], cancellationToken);
            var results = await Task.Run(() => EvaluateSingles(evaluator, input.Definition, chunk, cancellationToken), cancellationToken);
            await numbers.AddAsync(results.SelectMany(result => result).SelectMany(window => window.Tallies).Select(tally => tally.Key), cancellationToken);
            foreach (var (group, windows) in chunk.Zip(results))
            {
                await WriteSinglesAsync(input, numbers, group.Key, windows, cancellationToken);
                progress?.Report(new StepProgress(input.Model.Key, RunStep.Evaluate, ++done, stale.Count, group.Key));
                broker.Publish(new Change(input.Model.Key, ChangeKind.Evaluated));
            }
        }

        if (pairsAreStale)
            await EvaluatePairsAsync(input, frames, numbers, newest, cancellationToken);
        return input;
    }

    private static WindowTallies[][] EvaluateSingles(
        WindowEvaluator evaluator, ModelDefinition definition, IGrouping<DateOnly, WindowRange>[] chunk, CancellationToken cancellationToken)
    {
        var prepared = Prepare(evaluator, Enumerable.Range(0, 2).SelectMany(order => Partition.Choices(definition.Dimensions.Count, order)), cancellationToken);
        if (chunk.Length == 1)
            return [EvaluateAtOnce(evaluator, prepared, [.. chunk[0]])];
        var partitions = prepared.ToArray();
        var results = new WindowTallies[chunk.Length][];
        Parallel.For(0, chunk.Length, new ParallelOptions { CancellationToken = cancellationToken }, () => new Statistics.AurocWorkspace(), (index, _, workspace) =>
        {
            results[index] = [.. chunk[index].Select(range =>
            {
                var rows = evaluator.Select(range);
                return new WindowTallies(range, [.. partitions.SelectMany(partition => evaluator.Evaluate(range, rows, partition, workspace))]);
            })];
            return workspace;
        }, _ => { });
        return results;
    }

    /// <summary>One partition at a time is handed out, so that no thread has several left when the others are done.</summary>
    private static ParallelQuery<WindowEvaluator.Prepared> Prepare(WindowEvaluator evaluator, IEnumerable<int[]> choices, CancellationToken cancellationToken) =>
        Partitioner.Create(choices, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(choice => evaluator.Prepare(choice));

    /// <summary>The windows of one as-of day, partition by partition: a night has no other day to work on at the same time.</summary>
    private static WindowTallies[] EvaluateAtOnce(
        WindowEvaluator evaluator, ParallelQuery<WindowEvaluator.Prepared> partitions, WindowRange[] ranges)
    {
        var rows = Array.ConvertAll(ranges, evaluator.Select);
        var tallies = partitions.Select(partition =>
        {
            var workspace = new Statistics.AurocWorkspace();
            return ranges.Zip(rows, (range, selected) => evaluator.Evaluate(range, selected, partition, workspace)).ToArray();
        }).ToList();
        return [.. ranges.Select((range, index) => new WindowTallies(range, [.. tallies.SelectMany(tally => tally[index])]))];
    }

    private async Task WriteSinglesAsync(EvaluationInput input, SubgroupNumbers numbers, DateOnly asOf, WindowTallies[] windows, CancellationToken cancellationToken)
    {
        var modelId = input.Model.Id;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var stored = await context.PointSets.Where(set => set.ModelId == modelId && set.AsOf == asOf).ToDictionaryAsync(set => set.Window, cancellationToken);
        foreach (var (range, tallies) in windows)
        {
            var fresh = input.ToPointSet(range);
            if (stored.TryGetValue(range.Window, out var set))
            {
                await context.Points
                    .Where(point => point.ModelId == modelId && point.Window == range.Window && point.AsOf == asOf
                        && context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Order <= 1))
                    .ExecuteDeleteAsync(cancellationToken);
                fresh.PairsFingerprint = set.PairsFingerprint;
                context.Entry(set).CurrentValues.SetValues(fresh);
            }
            else
            {
                context.PointSets.Add(fresh);
            }

            await writer.InsertAsync(context, tallies.ConvertAll(tally => tally.ToPoint(modelId, range, numbers[tally.Key], fresh.Fingerprint)), cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task EvaluatePairsAsync(EvaluationInput input, FrameLoader frames, SubgroupNumbers numbers, DateOnly newest, CancellationToken cancellationToken)
    {
        var definition = input.Definition;
        var modelId = input.Model.Id;
        WindowRange[] ranges = [.. definition.Windows.Select(window => WindowRange.Of(definition, window, newest))];
        var evaluator = await frames.EvaluatorAsync(ranges, cancellationToken);
        var pairs = Prepare(evaluator, Partition.Choices(definition.Dimensions.Count, 2), cancellationToken);
        foreach (var (range, tallies) in await Task.Run(() => EvaluateAtOnce(evaluator, pairs, ranges), cancellationToken))
        {
            await numbers.AddAsync(tallies.Select(tally => tally.Key), cancellationToken);
            var fingerprint = input.Fingerprint.Of(range);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await context.Points
                .Where(point => point.ModelId == modelId && point.Window == range.Window && point.AsOf == newest
                    && context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Order > 1))
                .ExecuteDeleteAsync(cancellationToken);
            await writer.InsertAsync(context, tallies.ConvertAll(tally => tally.ToPoint(modelId, range, numbers[tally.Key], fingerprint)), cancellationToken);
            await context.PointSets
                .Where(set => set.ModelId == modelId && set.Window == range.Window && set.AsOf == newest)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.PairsFingerprint, fingerprint), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        broker.Publish(new Change(input.Model.Key, ChangeKind.Evaluated));
    }

    private sealed record WindowTallies(WindowRange Range, List<SubgroupTally> Tallies);
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>
/// Gives the pairs that a rule drew attention to (Below, Watch, or with an open alert) a history of 180 as-of days, and drops the points of earlier days
/// of all the other pairs: every pair of every day would be most of the database and nothing would show it.
/// </summary>
public sealed class FollowedPairs(
    IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, IPointWriter writer, TimeProvider time, ChangeBroker broker)
{
    private const int HistoryDays = 180;
    private const int ChunkDays = 60;

    public async Task RunAsync(int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var input = await EvaluationInput.LoadAsync(context, modelId, time, cancellationToken);
        if (input.NewestAsOf is not { } newest)
            return;
        var followed = await FollowedAsync(context, modelId, input.Definition, cancellationToken);
        await DropOthersAsync(context, modelId, [.. followed.Keys], newest, cancellationToken);
        if (followed.Count == 0)
            return;

        var due = await DueAsync(context, input, followed, newest, cancellationToken);
        if (due.Count == 0)
            return;
        var frames = new FrameLoader(input, days, cancellationToken);
        var numbers = await SubgroupNumbers.LoadAsync(contexts, modelId, cancellationToken);
        HashSet<SubgroupKey> keys = [.. followed.Values];
        var choices = keys.Select(key => DimensionsOf(input, key)).DistinctBy(choice => string.Join(',', choice)).ToArray();
        var done = 0;
        foreach (var chunk in due.GroupBy(range => range.AsOf).Chunk(ChunkDays))
        {
            var evaluator = await frames.EvaluatorAsync([.. chunk.SelectMany(group => group)], cancellationToken);
            var partitions = choices.Select(choice => evaluator.Prepare(choice)).ToArray();
            var results = await Task.Run(() => chunk.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Select(group => (AsOf: group.Key, Windows: group.Select(range => Evaluate(evaluator, partitions, range, keys)).ToList()))
                .ToList(), cancellationToken);
            foreach (var (asOf, windows) in results)
            {
                await WriteAsync(input, numbers, asOf, windows, keys, cancellationToken);
                progress?.Report(new StepProgress(input.Model.Key, RunStep.Follow, ++done, due.Select(range => range.AsOf).Distinct().Count(), asOf));
            }
        }

        broker.Publish(new Change(input.Model.Key, ChangeKind.Evaluated));
    }

    private static async Task<Dictionary<int, SubgroupKey>> FollowedAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, CancellationToken cancellationToken)
    {
        var noticed = context.VerdictSpells
            .Where(spell => spell.ModelId == modelId && spell.To == null && (spell.Verdict == Verdict.Below || spell.Verdict == Verdict.Watch))
            .Select(spell => spell.SubgroupId);
        var alerted = context.Alerts
            .Where(alert => alert.ModelId == modelId && (alert.State == AlertState.Open || alert.State == AlertState.Acknowledged))
            .Select(alert => alert.SubgroupId);
        var followed = await context.Subgroups.AsNoTracking()
            .Where(subgroup => subgroup.Order > 1 && noticed.Union(alerted).Contains(subgroup.Id))
            .ToDictionaryAsync(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key), cancellationToken);

        // Whom a pair is held against by name needs the same history, or the pair's past could not be compared.
        foreach (var (id, key) in await PointReader.NumbersAsync(context, modelId, RuleScope.Counterparts(definition.Rules, followed.Values), cancellationToken))
            followed.TryAdd(id, key);
        return followed;
    }

    private static Task<int> DropOthersAsync(MonitorDbContext context, int modelId, int[] followed, DateOnly newest, CancellationToken cancellationToken) =>
        context.Points
            .Where(point => point.ModelId == modelId && point.AsOf < newest && !followed.Contains(point.SubgroupId)
                && context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Order > 1))
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>The windows of the last 180 as-of days in which a followed pair has no point, or one of other input.</summary>
    private static async Task<List<WindowRange>> DueAsync(
        MonitorDbContext context, EvaluationInput input, Dictionary<int, SubgroupKey> followed, DateOnly newest, CancellationToken cancellationToken)
    {
        var modelId = input.Model.Id;
        var from = newest.AddDays(1 - HistoryDays);
        var ids = followed.Keys.ToArray();
        var stored = await context.Points.AsNoTracking()
            .Where(point => point.ModelId == modelId && point.AsOf >= from && ids.Contains(point.SubgroupId))
            .Select(point => new { point.Window, point.AsOf, point.Fingerprint })
            .ToListAsync(cancellationToken);
        var current = stored.GroupBy(point => (point.Window, point.AsOf, point.Fingerprint)).ToDictionary(group => group.Key, group => group.Count());
        return [.. input.Definition.Windows.SelectMany(input.Ranges)
            .Where(range => range.AsOf >= from && current.GetValueOrDefault((range.Window, range.AsOf, input.Fingerprint.Of(range))) < followed.Count)
            .OrderBy(range => range.AsOf)];
    }

    private static int[] DimensionsOf(EvaluationInput input, SubgroupKey key)
    {
        var columns = input.Definition.Dimensions.Select(dimension => dimension.Column).ToList();
        return [.. key.Parts.Select(part => columns.IndexOf(part.Key)).Where(index => index >= 0).Order()];
    }

    private static (WindowRange Range, List<SubgroupTally> Tallies) Evaluate(
        WindowEvaluator evaluator, WindowEvaluator.Prepared[] partitions, WindowRange range, HashSet<SubgroupKey> keys)
    {
        var rows = evaluator.Select(range);
        var workspace = new AurocWorkspace();
        return (range, [.. partitions.SelectMany(partition => evaluator.Evaluate(range, rows, partition, workspace, keys))]);
    }

    private async Task WriteAsync(
        EvaluationInput input, SubgroupNumbers numbers, DateOnly asOf, List<(WindowRange Range, List<SubgroupTally> Tallies)> windows,
        HashSet<SubgroupKey> keys, CancellationToken cancellationToken)
    {
        var modelId = input.Model.Id;
        int[] ids = [.. keys.Select(key => numbers[key])];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (range, tallies) in windows)
        {
            await context.Points
                .Where(point => point.ModelId == modelId && point.Window == range.Window && point.AsOf == asOf && ids.Contains(point.SubgroupId))
                .ExecuteDeleteAsync(cancellationToken);

            // A pair without a row in the window gets an empty point, or it would look as if it had yet to be evaluated.
            var found = tallies.ToDictionary(tally => tally.Key);
            var fingerprint = input.Fingerprint.Of(range);
            var points = keys.Order().Select(key => found.GetValueOrDefault(key, Empty(key)).ToPoint(modelId, range, numbers[key], fingerprint)).ToList();
            await writer.InsertAsync(context, points, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static SubgroupTally Empty(SubgroupKey key) =>
        new(key, new PerformanceSample { Scored = 0, Flagged = 0, Mature = 0, Counts = default }, null, null, null);
}

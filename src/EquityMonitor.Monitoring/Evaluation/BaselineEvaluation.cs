using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Keeps the baseline points of a model that has a rule against the own baseline: All, single values and pairs over the whole baseline, computed when the
/// baseline's days or the definition changed, and only then. A day is then judged against stored counts, and again with the same result.
/// </summary>
internal sealed class BaselineEvaluation(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days)
{
    public async Task RunAsync(EvaluationInput input, CancellationToken cancellationToken)
    {
        var modelId = input.Model.Id;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.BaselineSets.AsNoTracking().SingleOrDefaultAsync(set => set.ModelId == modelId, cancellationToken);
        if (!IsWanted(input.Definition) || FrameLoader.BaselineOf(input.Definition) is not { } period)
        {
            if (stored is not null)
                await context.BaselineSets.Where(set => set.ModelId == modelId).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var fingerprint = input.Fingerprint.OfBaseline;
        if (stored?.Fingerprint == fingerprint)
            return;
        var frame = EncounterFrame.Of(input.Definition, await days.ReadAsync(modelId, period, cancellationToken));
        var tallies = await Task.Run(() => Evaluate(input.Definition, frame, period, cancellationToken), cancellationToken);
        var numbers = await SubgroupNumbers.LoadAsync(contexts, modelId, cancellationToken);
        await numbers.AddAsync(tallies.Select(tally => tally.Key), cancellationToken);

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.BaselineSets.Where(set => set.ModelId == modelId).ExecuteDeleteAsync(cancellationToken);
        context.BaselineSets.Add(new BaselineSet { ModelId = modelId, Version = input.Definition.Version, From = period.From, To = period.To, Fingerprint = fingerprint });
        context.BaselinePoints.AddRange(tallies.Select(tally =>
        {
            var point = new BaselinePoint { ModelId = modelId, SubgroupId = numbers[tally.Key] };
            point.Take(tally.Own);
            return point;
        }));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static bool IsWanted(ModelDefinition definition) => definition.Rules.Any(rule => rule.Against is Reference.OwnBaseline);

    private static List<SubgroupTally> Evaluate(ModelDefinition definition, EncounterFrame frame, DateRange period, CancellationToken cancellationToken)
    {
        if (frame.Rows == 0)
            return [];
        var evaluator = new WindowEvaluator(definition, frame, baseline: null);
        var range = new WindowRange(period.Days, period.To, period, period);
        var rows = evaluator.Select(range);
        var choices = Enumerable.Range(0, 3).SelectMany(order => Partition.Choices(definition.Dimensions.Count, order));
        return [.. choices.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(choice => evaluator.Evaluate(range, rows, evaluator.Prepare(choice), new AurocWorkspace()))];
    }
}

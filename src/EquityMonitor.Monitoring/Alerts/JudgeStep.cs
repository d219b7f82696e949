using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>
/// Applies the rules to every as-of day after the last that was judged, in order, and to the newest day again when its points changed: spells and alerts
/// are what was known on the day. One transaction per day on which something changes; judging a day twice changes nothing.
/// </summary>
public sealed class JudgeStep(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader encounters, TimeProvider time, ChangeBroker broker)
{
    private const int ChunkDays = 32;
    private const int DaysBetweenCommits = 8;
    private const int Attempts = 3;

    public async Task RunAsync(int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await JudgeAsync(modelId, progress, cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // A person handled an alert that this run was about to close: look again at what is stored, and go on from the last day that was committed.
            }
        }
    }

    private async Task JudgeAsync(int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        await using var reading = await contexts.CreateDbContextAsync(cancellationToken);
        var input = await EvaluationInput.LoadAsync(reading, modelId, time, cancellationToken);
        var (model, definition) = (input.Model, input.Definition);
        var state = await reading.JudgeStates.AsNoTracking().SingleOrDefaultAsync(state => state.ModelId == modelId, cancellationToken);
        var days = await DaysAsync(reading, modelId, cancellationToken);
        var due = days.Where(day => IsDue(day, state, model.Revision)).ToList();
        if (due.Count == 0)
            return;

        var numbers = await SubgroupNumbers.LoadAsync(contexts, modelId, cancellationToken);
        var history = await RuleHistory.LoadAsync(reading, model, definition, cancellationToken);
        var spells = await SpellBook.LoadAsync(reading, modelId, history, state?.JudgedThrough, cancellationToken);
        var alerts = await AlertBook.LoadAsync(reading, model, definition, history, cancellationToken);
        var baseline = await BaselineSamples.LoadAsync(reading, modelId, only: null, cancellationToken);
        var ledger = await EvidenceLedger.OpenAsync(contexts, encounters, input, history, state?.JudgedThrough, cancellationToken);
        var rules = definition.Rules.ToDictionary(rule => rule.Key, rule => rule.Window, StringComparer.Ordinal);
        var done = 0;
        if (due.Find(day => !(day.AsOf <= state?.JudgedThrough)) is { } next)
            await ledger.CloseAsync(alerts.ClosedByPeople(ledger.Board, numbers), numbers, next.AsOf, cancellationToken);
        foreach (var chunk in due.Chunk(ChunkDays))
        {
            var loading = Task.Run(() => PointsAsync(reading, modelId, chunk, days[^1].AsOf, cancellationToken), cancellationToken);
            await Task.WhenAll(
                loading, ledger.AdvanceAsync([.. chunk.Select(day => day.AsOf).Where(day => !(day <= state?.JudgedThrough))], due.Count <= ChunkDays, cancellationToken));
            var points = await loading;
            foreach (var day in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var recovered = ledger.Board.TurnTo(day.AsOf);
                var judgements = day.Ranges.Keys.Order()
                    .SelectMany(window => RuleJudge.Judge(
                        definition, day.Ranges[window], SubgroupSamples.FromPoints(points[(day.AsOf, window)], numbers.Keys), baseline, ledger.Board.IsAlarmed))
                    .ToList();
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                var changed = spells.EndOutdated(context, day.AsOf);
                changed |= spells.EndAbsent(
                    context, judgements, numbers,
                    spell => day.Ranges.ContainsKey(rules[spell.RuleKey]) && (numbers.Keys[spell.SubgroupId].Order < 2 || day.AsOf == days[^1].AsOf), day.AsOf);
                changed |= spells.Apply(context, judgements, numbers, day.AsOf, model.Revision);
                var now = time.GetUtcNow().UtcDateTime;
                changed |= alerts.Recover(context, recovered, numbers, day.AsOf, now);
                changed |= alerts.Apply(context, judgements, spells, numbers, day.Ranges, ledger.Board, now);
                done++;
                if (day == chunk[^1])
                    ledger.Checkpoint(context, day.AsOf);

                // A day on which nothing changed is not worth a commit of its own: judged again after a kill, it changes nothing again.
                if (changed || done == due.Count || done % DaysBetweenCommits == 0)
                    await CommitAsync(context, modelId, day, model.Revision, cancellationToken);
                progress?.Report(new StepProgress(model.Key, RunStep.Judge, done, due.Count, day.AsOf));
            }

            broker.Publish(new Change(model.Key, ChangeKind.Judged));
        }
    }

    private static bool IsDue(JudgedDay day, JudgeState? state, int revision) =>
        state is null
        || day.AsOf > state.JudgedThrough
        || (day.AsOf == state.JudgedThrough && (day.Fingerprint != state.Fingerprint || revision != state.Revision));

    private static async Task<List<JudgedDay>> DaysAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var sets = await context.PointSets.AsNoTracking().Where(set => set.ModelId == modelId).ToListAsync(cancellationToken);
        return [.. sets.GroupBy(set => set.AsOf).OrderBy(group => group.Key).Select(group => new JudgedDay(
            group.Key,
            group.ToDictionary(set => set.Window, set => new WindowRange(
                set.Window, set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo))),
            group.OrderBy(set => set.Window).Aggregate(0L, (hash, set) => unchecked((hash * 31) + set.Fingerprint))))];
    }

    /// <summary>Pairs are judged on the newest day alone: on earlier ones only some of them are stored, and a family must be whole.</summary>
    private static async Task<ILookup<(DateOnly AsOf, int Window), EvaluationPoint>> PointsAsync(
        MonitorDbContext context, int modelId, JudgedDay[] chunk, DateOnly newest, CancellationToken cancellationToken)
    {
        var (from, to) = (chunk[0].AsOf, chunk[^1].AsOf);
        var points = await context.Points.AsNoTracking()
            .Where(point => point.ModelId == modelId && point.AsOf >= from && point.AsOf <= to)
            .Where(point => point.AsOf == newest || context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Order <= 1))
            .ToListAsync(cancellationToken);
        return points.ToLookup(point => (point.AsOf, point.Window));
    }

    private static async Task CommitAsync(MonitorDbContext context, int modelId, JudgedDay day, int revision, CancellationToken cancellationToken)
    {
        var state = await context.JudgeStates.SingleOrDefaultAsync(state => state.ModelId == modelId, cancellationToken);
        if (state is null)
        {
            context.JudgeStates.Add(new JudgeState { ModelId = modelId, JudgedThrough = day.AsOf, Fingerprint = day.Fingerprint, Revision = revision });
        }
        else
        {
            state.JudgedThrough = day.AsOf;
            state.Fingerprint = day.Fingerprint;
            state.Revision = revision;
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private sealed record JudgedDay(DateOnly AsOf, IReadOnlyDictionary<int, WindowRange> Ranges, long Fingerprint);
}

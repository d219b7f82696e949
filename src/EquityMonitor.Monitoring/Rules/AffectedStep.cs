using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>
/// Counts, after the judging, the patients of the newest judged day who belong to a subgroup that is Below under any rule, pairs included: subgroups overlap,
/// so their points cannot be added up. One row is written at once, and only when the days or the subgroups changed, so the step may be killed and run again.
/// </summary>
public sealed class AffectedStep(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, TimeProvider time, ChangeBroker broker)
{
    /// <summary>Raised whenever the same input would give other counts.</summary>
    private const int EngineVersion = 1;

    public async Task RunAsync(int modelId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var input = await EvaluationInput.LoadAsync(context, modelId, time, cancellationToken);
        var stored = await context.AffectedPatients.SingleOrDefaultAsync(row => row.ModelId == modelId, cancellationToken);
        if (input.Definition.Rules.Count == 0)
        {
            await RemoveAsync(context, stored, cancellationToken);
            return;
        }

        if (await context.JudgeStates.AsNoTracking().SingleOrDefaultAsync(state => state.ModelId == modelId, cancellationToken) is not { } judged)
            return;
        var below = await BelowAsync(context, modelId, cancellationToken);
        var range = WindowRange.Of(input.Definition, input.Definition.Rules.Max(rule => rule.Window), judged.JudgedThrough);
        var fingerprint = Fingerprint(input, range, below);
        if (stored is not null && stored.Fingerprint == fingerprint && stored.AsOf == range.AsOf && stored.Window == range.Window)
            return;

        var rows = await days.ReadAsync(modelId, range.Scored, cancellationToken);
        var count = await Task.Run(() => AffectedCount.Of(rows.Select(day => day.Columns), below), cancellationToken);
        var fresh = new AffectedPatients
        {
            ModelId = modelId,
            AsOf = range.AsOf,
            Window = range.Window,
            Affected = count.Affected,
            Total = count.Total,
            CountsPatients = input.Definition.Patient is not null,
            Fingerprint = fingerprint,
        };
        if (stored is null)
            context.AffectedPatients.Add(fresh);
        else
            context.Entry(stored).CurrentValues.SetValues(fresh);
        await context.SaveChangesAsync(cancellationToken);
        broker.Publish(new Change(input.Model.Key, ChangeKind.Judged));
    }

    /// <summary>The subgroups that are Below, in canonical order. A pair whose parent is Below adds nobody and is left out.</summary>
    private static async Task<List<SubgroupKey>> BelowAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var keys = await (
            from spell in context.VerdictSpells.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.ModelId == modelId && spell.To == null && spell.Verdict == Verdict.Below
            select subgroup.Key).Distinct().ToListAsync(cancellationToken);
        var below = keys.Select(SubgroupKey.Parse).ToHashSet();
        return [.. below.Where(key => !key.Parents().Any(below.Contains)).Order()];
    }

    private static long Fingerprint(EvaluationInput input, WindowRange range, List<SubgroupKey> below)
    {
        var text = $"{EngineVersion}|{input.Fingerprint.Of(range)}|{string.Join('\n', below)}";
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static async Task RemoveAsync(MonitorDbContext context, AffectedPatients? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
            return;
        context.AffectedPatients.Remove(stored);
        await context.SaveChangesAsync(cancellationToken);
    }
}

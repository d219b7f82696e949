using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What pages show of peek-safe evidence: the ledger replayed for one subgroup. Reads only.</summary>
public sealed class EvidenceReader(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <summary>The evidence of a rule in force about a subgroup; null when the rule asks for interval evidence, or no encounter day of the subgroup is in the ledger.</summary>
    public async Task<EvidencePath?> PathAsync(int modelId, string ruleKey, int subgroupId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Id == modelId, cancellationToken) is not { } model
            || model.TryReadDefinition(out _) is not { } definition
            || definition.Rules.FirstOrDefault(rule => rule.Key == ruleKey && rule.Evidence == RuleEvidence.PeekSafe) is not { } rule
            || await context.Subgroups.AsNoTracking().SingleOrDefaultAsync(subgroup => subgroup.Id == subgroupId && subgroup.ModelId == modelId, cancellationToken) is not { } subgroup)
        {
            return null;
        }

        var since = (await RuleHistory.LoadAsync(context, model, definition, cancellationToken)).Since(ruleKey);
        if (await context.EvidenceForms.AsNoTracking().SingleOrDefaultAsync(row => row.ModelId == modelId && row.RuleKey == ruleKey && row.Since == since, cancellationToken) is not { } stored)
            return null;
        var form = new RuleForm(definition, rule, since, stored.From, FormBasis.Parse(stored.Basis));
        var lines = await context.EvidenceDays.AsNoTracking()
            .Where(day => day.ModelId == modelId && day.RuleKey == ruleKey && day.Since == since)
            .OrderBy(day => day.FrozenOn).ThenBy(day => day.Day).ToListAsync(cancellationToken);
        var resets = await LedgerReplay.ResetsAsync(context, modelId, ruleKey, since, cancellationToken);
        var hashes = await context.EncounterDays.AsNoTracking().Where(day => day.ModelId == modelId && day.Day >= stored.From)
            .ToDictionaryAsync(day => day.Day, day => day.ContentHash, cancellationToken);
        return await Task.Run(() => PathOf(form, SubgroupKey.Parse(subgroup.Key), lines, resets, hashes, cancellationToken), cancellationToken);
    }

    private static EvidencePath? PathOf(
        RuleForm form, SubgroupKey subgroup, List<EvidenceDay> lines, SortedDictionary<DateOnly, List<SubgroupKey>> resets, Dictionary<DateOnly, string> hashes,
        CancellationToken cancellationToken)
    {
        var steps = new List<EvidenceStep>();
        var changes = new List<AlarmChange>();
        var streams = new FormStreams(form)
        {
            Only = subgroup,
            Taken = (_, day, phase, logEvidence, counts, happened) => steps.Add(new EvidenceStep(
                day.Day, day.FrozenOn, phase, logEvidence, counts.Trials, counts.Successes, counts.ReferenceTrials, counts.ReferenceSuccesses, happened)),
        };
        var (counted, unlinked) = (0L, 0L);
        LedgerReplay.Run(streams, Tallied(), resets, changes);
        if (streams.Streams.FirstOrDefault() is not { } stream)
            return null;
        var stepped = steps.Select(step => step.Day).ToHashSet();
        return new EvidencePath
        {
            Rule = form.Rule,
            Subgroup = subgroup,
            BudgetDays = form.Budget,
            Streams = lines[^1].Streams,
            Steps = steps,
            Alarms = Alarms(changes),
            IsAlarmed = stream.Alarm is not null,
            Onset = stream.Alarm?.Onset ?? (stream.Watching.Onset is { } onset ? DateOnly.FromDayNumber(onset) : null),
            From = form.From,
            RevisedDays = [.. lines.Where(line => stepped.Contains(line.Day) && hashes.TryGetValue(line.Day, out var hash) && hash != line.ContentHash).Select(line => line.Day).Order()],
            Caveat = CaveatOf(form.Definition, lines, hashes),
            Unlinked = form.Definition.Patient is null || unlinked == 0 ? null : new UnlinkedEncounters(unlinked, counted),
            OneBetPerDay = stream.OneBetPerDay,
        };

        IEnumerable<FrozenDay> Tallied()
        {
            foreach (var line in lines.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(FrozenDay.Of))
            {
                counted += line.Cells.Rows.Rows;
                unlinked += line.Cells.Rows.Unlinked;
                yield return line;
            }
        }
    }

    private static List<EvidenceAlarm> Alarms(List<AlarmChange> changes)
    {
        var alarms = new List<EvidenceAlarm>();
        foreach (var change in changes)
        {
            if (change.Kind == AlarmChangeKind.Raised)
                alarms.Add(new EvidenceAlarm(change.Alarm.RaisedOn, change.Alarm.Day, change.Alarm.Onset, change.Alarm.LogEvidence, null, false));
            else
                alarms[^1] = alarms[^1] with { ClosedOn = change.AsOf, ClosedByPerson = change.Kind == AlarmChangeKind.ClosedByPerson };
        }

        return alarms;
    }

    /// <summary>Days that were frozen in the last 365 and are gone cannot tell any more whose patients they were.</summary>
    private static RateCaveat? CaveatOf(ModelDefinition definition, List<EvidenceDay> lines, Dictionary<DateOnly, string> hashes)
    {
        if (definition.Patient is null)
            return RateCaveat.NoPatientKey;
        var recent = lines.Max(line => line.Day).AddDays(-PatientLookback.Days);
        return lines.Exists(line => line.Day > recent && !hashes.ContainsKey(line.Day)) ? RateCaveat.ShortRetention : null;
    }
}

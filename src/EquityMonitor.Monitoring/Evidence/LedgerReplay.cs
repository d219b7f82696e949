using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>Brings the streams of a form to where they stood, from a checkpoint and the lines of the ledger after it. From the ledger alone the same comes out, to the bit.</summary>
internal static class LedgerReplay
{
    /// <summary>Raised whenever the same ledger would give another checkpoint.</summary>
    public const int Engine = 3;

    /// <summary>Steps lines and resets in their order.</summary>
    /// <param name="lines">Of one form, ascending by the day of freezing, then by encounter day.</param>
    /// <param name="resets">By as-of day.</param>
    public static void Run(FormStreams streams, IEnumerable<FrozenDay> lines, SortedDictionary<DateOnly, List<SubgroupKey>> resets, ICollection<AlarmChange> changes)
    {
        var left = new Queue<KeyValuePair<DateOnly, List<SubgroupKey>>>(resets);
        foreach (var line in lines)
        {
            while (left.TryPeek(out var next) && next.Key <= line.FrozenOn)
                Reset(left.Dequeue());
            streams.Step(line, changes);
        }

        while (left.TryDequeue(out var next))
            Reset(next);

        void Reset(KeyValuePair<DateOnly, List<SubgroupKey>> reset)
        {
            foreach (var subgroup in reset.Value)
                streams.Reset(subgroup, reset.Key, changes);
        }
    }

    /// <summary>Fills a form with what is stored of it, through the last as-of day that was judged.</summary>
    public static async Task RestoreAsync(
        IDbContextFactory<MonitorDbContext> contexts, EvaluationInput input, FormFreezing form, DateOnly? judgedThrough, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (modelId, key, since) = (input.Model.Id, form.Rule.Key, form.Since);
        if (await context.EvidenceForms.AsNoTracking().SingleOrDefaultAsync(row => row.ModelId == modelId && row.RuleKey == key && row.Since == since, cancellationToken) is not { } stored)
            return;
        form.Streams = new FormStreams(new RuleForm(input.Definition, form.Rule, since, stored.From, FormBasis.Parse(stored.Basis)));
        var ledger = context.EvidenceDays.AsNoTracking().Where(day => day.ModelId == modelId && day.RuleKey == key && day.Since == since);
        form.Frozen.UnionWith(await ledger.Select(day => day.Day).ToListAsync(cancellationToken));
        var checkpoint = await context.EvidenceCheckpoints.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ModelId == modelId && row.RuleKey == key && row.Since == since, cancellationToken);
        form.HasCheckpoint = checkpoint is not null;
        var through = DateOnly.MinValue;
        if (checkpoint is { Engine: Engine } && checkpoint.AsOf <= judgedThrough)
        {
            through = checkpoint.AsOf;
            await RestoreAsync(checkpoint, form.Streams, ledger, cancellationToken);
        }

        var resets = await ResetsAsync(context, modelId, key, since, cancellationToken);
        foreach (var (asOf, subgroups) in resets.Where(reset => !(reset.Key <= judgedThrough)))
            form.ResetsAhead[asOf] = subgroups;
        var due = new SortedDictionary<DateOnly, List<SubgroupKey>>(resets.Where(reset => reset.Key > through && reset.Key <= judgedThrough).ToDictionary());
        var lines = await ledger.Where(day => day.FrozenOn > through).OrderBy(day => day.FrozenOn).ThenBy(day => day.Day).ToListAsync(cancellationToken);
        foreach (var ahead in lines.Where(line => !(line.FrozenOn <= judgedThrough)).GroupBy(line => line.FrozenOn))
            form.Ahead[ahead.Key] = [.. ahead.Select(FrozenDay.Of)];
        Run(form.Streams, lines.Where(line => line.FrozenOn <= judgedThrough).Select(FrozenDay.Of), due, []);
    }

    public static async Task<SortedDictionary<DateOnly, List<SubgroupKey>>> ResetsAsync(
        MonitorDbContext context, int modelId, string ruleKey, int since, CancellationToken cancellationToken)
    {
        var rows = await (
            from reset in context.EvidenceResets.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on reset.SubgroupId equals subgroup.Id
            where reset.ModelId == modelId && reset.RuleKey == ruleKey && reset.Since == since
            select new { reset.AsOf, subgroup.Key }).ToListAsync(cancellationToken);
        return new(rows.GroupBy(row => row.AsOf).ToDictionary(group => group.Key, group => group.Select(row => SubgroupKey.Parse(row.Key)).Order().ToList()));
    }

    public static void AddReset(Dictionary<(string Rule, DateOnly AsOf), List<SubgroupKey>> resets, string rule, DateOnly asOf, SubgroupKey subgroup)
    {
        if (!resets.TryGetValue((rule, asOf), out var subgroups))
            resets.Add((rule, asOf), subgroups = []);
        subgroups.Add(subgroup);
    }

    private static async Task RestoreAsync(EvidenceCheckpoint checkpoint, FormStreams streams, IQueryable<EvidenceDay> ledger, CancellationToken cancellationToken)
    {
        var next = StreamsCodec.Decode(checkpoint.State, streams);
        if (streams.Auroc is not { } auroc)
            return;

        // The pools hold days that were taken before the checkpoint.
        var last = await ledger.Where(day => day.FrozenOn <= checkpoint.AsOf)
            .OrderByDescending(day => day.FrozenOn).ThenByDescending(day => day.Day).Take(AurocBets.LongestPool).ToListAsync(cancellationToken);
        last.Reverse();
        auroc.Restore(next, [.. last.AsParallel().AsOrdered().Select(FrozenDay.Of)]);
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// The evidence ledger of one model during one run: freezes the encounter days that are mature and not held, and steps the streams through them, as-of day by as-of
/// day. Lines are written before they are judged and never changed; a run that was killed finds them and takes the same steps.
/// </summary>
internal sealed class EvidenceLedger
{
    private readonly IDbContextFactory<MonitorDbContext> _contexts;
    private readonly EvaluationInput _input;
    private readonly LookbackLoader _lookback;
    private readonly List<FormFreezing> _forms;
    private readonly Dictionary<(string Rule, DateOnly AsOf), List<SubgroupKey>> _resets = [];
    private DateOnly? _frozenThrough;

    private EvidenceLedger(IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, EvaluationInput input, List<FormFreezing> forms)
    {
        _contexts = contexts;
        _input = input;
        _forms = forms;
        _lookback = new LookbackLoader(days, input);
    }

    public AlarmBoard Board { get; } = new();

    /// <summary>Opens the ledger where the judging stands.</summary>
    public static async Task<EvidenceLedger> OpenAsync(
        IDbContextFactory<MonitorDbContext> contexts, EncounterDayReader days, EvaluationInput input, RuleHistory history, DateOnly? judgedThrough, CancellationToken cancellationToken)
    {
        var forms = input.Definition.Rules.Where(rule => rule.Evidence == RuleEvidence.PeekSafe).Select(rule => new FormFreezing(rule, history.Since(rule.Key))).ToList();
        var ledger = new EvidenceLedger(contexts, days, input, forms);
        if (forms.Count == 0)
            return ledger;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var modelId = input.Model.Id;
        ledger._frozenThrough = await context.EvidenceDays.Where(day => day.ModelId == modelId).MaxAsync(day => (DateOnly?)day.FrozenOn, cancellationToken);
        await Task.WhenAll(forms.Select(form => Task.Run(() => LedgerReplay.RestoreAsync(contexts, input, form, judgedThrough, cancellationToken), cancellationToken)));
        foreach (var form in forms)
        {
            foreach (var (asOf, subgroups) in form.ResetsAhead)
                ledger._resets[(form.Rule.Key, asOf)] = subgroups;
        }

        foreach (var stream in forms.SelectMany(form => (form.Streams?.Streams ?? []).Select(stream => (form.Rule.Key, Stream: stream))))
        {
            if (stream.Stream.Alarm is { } alarm)
                ledger.Board.Put(stream.Key, stream.Stream.Key, alarm);
        }

        return ledger;
    }

    /// <summary>People closed the alerts of some alarms: they begin anew before the steps of the as-of day.</summary>
    public async Task CloseAsync(IReadOnlyList<(string Rule, SubgroupKey Subgroup)> closed, SubgroupNumbers numbers, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (closed.Count == 0)
            return;
        await numbers.AddAsync(closed.Select(key => key.Subgroup), cancellationToken);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (rule, subgroup) in closed)
        {
            var form = _forms.Single(form => form.Rule.Key == rule);
            if (_resets.TryGetValue((rule, asOf), out var known) && known.Contains(subgroup))
                continue;
            context.EvidenceResets.Add(new EvidenceReset { ModelId = _input.Model.Id, RuleKey = rule, Since = form.Since, SubgroupId = numbers[subgroup], AsOf = asOf });
            LedgerReplay.AddReset(_resets, rule, asOf, subgroup);
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Freezes and steps the days of some as-of days, ascending and after those judged so far, and lets the board know what happens on each.</summary>
    /// <param name="asOfDays">Together.</param>
    /// <param name="isAll">Whether the run has no other as-of days.</param>
    /// <param name="cancellationToken">Ends the work between two as-of days.</param>
    public async Task AdvanceAsync(IReadOnlyList<DateOnly> asOfDays, bool isAll, CancellationToken cancellationToken)
    {
        if (_forms.Count == 0 || asOfDays.Count == 0)
            return;
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        foreach (var asOf in asOfDays)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changes = new List<AlarmChange>();
            foreach (var form in _forms)
                Reset(form, asOf, changes);
            if (asOf <= _frozenThrough)
                StepAhead(asOf, changes);
            else
                await FreezeAsync(context, asOf, asOfDays[^1], isAll && asOfDays.Count == 1, changes, cancellationToken);
            Board.Plan(asOf, changes);
        }

        await context.SaveChangesAsync(cancellationToken);
        if (_frozenThrough is null || asOfDays[^1] > _frozenThrough)
            _frozenThrough = asOfDays[^1];
    }

    /// <summary>Keeps where the streams stand, to be committed with the judging of the last as-of day that was advanced to.</summary>
    public void Checkpoint(MonitorDbContext context, DateOnly asOf)
    {
        foreach (var form in _forms)
        {
            if (form.Streams is not { } streams)
                continue;
            var checkpoint = new EvidenceCheckpoint
            {
                ModelId = _input.Model.Id,
                RuleKey = form.Rule.Key,
                Since = form.Since,
                AsOf = asOf,
                Engine = LedgerReplay.Engine,
                State = StreamsCodec.Encode(streams),
            };
            context.Entry(checkpoint).State = form.HasCheckpoint ? EntityState.Modified : EntityState.Added;
            form.HasCheckpoint = true;
        }
    }

    private void Reset(FormFreezing form, DateOnly asOf, List<AlarmChange> changes)
    {
        foreach (var subgroup in _resets.GetValueOrDefault((form.Rule.Key, asOf), []))
            form.Streams?.Reset(subgroup, asOf, changes);
    }

    private void StepAhead(DateOnly asOf, List<AlarmChange> changes)
    {
        foreach (var form in _forms)
        {
            if (!form.Ahead.Remove(asOf, out var lines))
                continue;
            foreach (var line in lines)
                form.Streams!.Step(line, changes);
        }
    }

    private async Task FreezeAsync(MonitorDbContext context, DateOnly asOf, DateOnly last, bool isOnly, List<AlarmChange> changes, CancellationToken cancellationToken)
    {
        var begin = _forms.Where(form => form.Streams is null).ToList();
        foreach (var form in begin)
            await BeginAsync(context, form, asOf, cancellationToken);
        var ripe = asOf.AddDays(-_input.Definition.Outcome.MaturityDays);
        var due = _forms.Where(form => form.Streams is not null)
            .SelectMany(form => _input.Days.Values.Where(day => day.Rows > 0 && day.Day <= ripe && day.Day >= form.Streams!.Form.From && !form.Frozen.Contains(day.Day) && !_input.Held.Contains(day.Day))
                .Select(day => (Form: form, day.Day, day.ContentHash)))
            .GroupBy(item => item.Day).OrderBy(group => group.Key).ToList();
        if (due.Count == 0)
            return;
        var lookback = isOnly && begin.Count == 0
            ? await _lookback.LoadOnlyAsync(due[0].Key, due[^1].Key, cancellationToken)
            : await _lookback.LoadAsync(due[0].Key, last.AddDays(-_input.Definition.Outcome.MaturityDays), cancellationToken);
        foreach (var group in due)
        {
            // Fixed before the day, and for all rules of the day alike.
            var streams = _forms.Sum(form => form.Streams?.Count ?? 0);
            foreach (var (form, day, hash) in group)
            {
                var rows = new DayFreezer(lookback, form.Streams!.Form).Freeze(day, form.Frozen.Contains);
                context.EvidenceDays.Add(new EvidenceDay
                {
                    ModelId = _input.Model.Id,
                    RuleKey = form.Rule.Key,
                    Since = form.Since,
                    Day = day,
                    FrozenOn = asOf,
                    Revision = _input.Model.Revision,
                    ContentHash = hash,
                    Streams = streams,
                    Rows = FrozenRowsCodec.Encode(rows),
                });
                form.Frozen.Add(day);
                form.Streams.Step(new FrozenDay(day, asOf, streams, rows), changes);
            }
        }
    }

    /// <summary>The value that a subgroup had in the baseline of the model's version, as pages show it.</summary>
    private async Task<SortedDictionary<string, double>> ReferencesAsync(MonitorDbContext context, RuleDefinition rule, CancellationToken cancellationToken)
    {
        var references = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (await BaselineSamples.LoadAsync(context, _input.Model.Id, only: null, cancellationToken) is not { } baseline || baseline.Version != _input.Definition.Version)
            return references;
        foreach (var subgroup in baseline.Samples.Keys)
        {
            if (baseline.ValueOf(rule.Metric, subgroup, RuleJudge.ScaleOf(_input.Definition)).ValueOrNull is { } value)
                references.Add(subgroup.ToString(), value);
        }

        return references;
    }

    private async Task BeginAsync(MonitorDbContext context, FormFreezing form, DateOnly asOf, CancellationToken cancellationToken)
    {
        var definition = _input.Definition;
        if (form.Begin(definition, asOf) is not { } from)
            return;
        if (from == DateOnly.MinValue)
            from = _input.Days.Values.Where(day => day.Rows > 0).Min(day => day.Day);
        var basis = FormBasis.None;
        if (definition.Baseline is { } baseline && !(baseline.From < definition.Effective) && EvidenceMetric.Of(form.Rule.Metric).Kind is var kind and not EvidenceKind.Auroc)
        {
            var lookback = await _lookback.LoadAsync(baseline.From, baseline.To, cancellationToken);
            var freezer = new DayFreezer(lookback, new RuleForm(definition, form.Rule, form.Since, baseline.From, basis));
            var dispersion = new BaselineDispersion(kind);
            foreach (var day in _input.Days.Values.Where(day => day.Rows > 0 && baseline.Contains(day.Day)).OrderBy(day => day.Day))
                dispersion.Add(freezer.Freeze(day.Day, _ => false));
            basis = dispersion.ToBasis();
        }

        if (form.Rule.Against is Reference.OwnBaseline)
            basis = basis with { References = await ReferencesAsync(context, form.Rule, cancellationToken) };
        form.Streams = new FormStreams(new RuleForm(definition, form.Rule, form.Since, from, basis));
        context.EvidenceForms.Add(new EvidenceForm { ModelId = _input.Model.Id, RuleKey = form.Rule.Key, Since = form.Since, From = from, Basis = basis.ToJson() });
    }
}

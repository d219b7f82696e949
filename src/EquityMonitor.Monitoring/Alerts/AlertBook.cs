using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>
/// Opens and closes a model's alerts by the judgements of one as-of day.
/// <para>An alert opens when a subgroup is Below from <c>alertsFrom</c> on, once per spell: after a person has closed it, the same spell does not open
/// another. A pair opens one only if no alert of the same rule on one of its parents explains it. Under interval evidence an alert recovers when the
/// whole interval of a full window that came entirely after the alert opened lies on the good side; under peek-safe evidence it opens on an alarm, once for each,
/// and recovers when the evidence of recovery suffices. One that was opened by another form of the rule is left to a person.</para>
/// </summary>
public sealed class AlertBook
{
    private readonly Model _model;
    private readonly int _budget;
    private readonly RuleHistory _history;
    private readonly Dictionary<(string Rule, int Subgroup), Alert> _newest;

    private AlertBook(Model model, int budget, RuleHistory history, Dictionary<(string Rule, int Subgroup), Alert> newest)
    {
        _model = model;
        _budget = budget;
        _history = history;
        _newest = newest;
    }

    public static async Task<AlertBook> LoadAsync(MonitorDbContext context, Model model, ModelDefinition definition, RuleHistory history, CancellationToken cancellationToken)
    {
        var alerts = await context.Alerts.AsNoTracking()
            .Where(alert => alert.ModelId == model.Id)
            .OrderBy(alert => alert.OpenedFor).ThenBy(alert => alert.Id)
            .ToListAsync(cancellationToken);
        var newest = new Dictionary<(string, int), Alert>();
        foreach (var alert in alerts)
            newest[(alert.RuleKey, alert.SubgroupId)] = alert;
        return new AlertBook(model, definition.EvidenceBudget, history, newest);
    }

    /// <summary>Subgroups with an open alert.</summary>
    public IEnumerable<int> OpenSubgroups => _newest.Values.Where(alert => alert.IsOpen).Select(alert => alert.SubgroupId);

    /// <summary>Adds what changes to the context; returns whether anything does.</summary>
    public bool Apply(
        MonitorDbContext context, IReadOnlyList<RuleJudgement> judgements, SpellBook spells, SubgroupNumbers numbers,
        IReadOnlyDictionary<int, WindowRange> ranges, AlarmBoard board, DateTime now)
    {
        var changed = false;

        // Parents first, so that a pair sees the alert that explains it.
        foreach (var judgement in judgements.OrderBy(judgement => judgement.Subgroup.Key))
        {
            var range = ranges[judgement.Rule.Window];
            var subgroup = numbers[judgement.Subgroup.Key];
            var alert = _newest.GetValueOrDefault((judgement.Rule.Key, subgroup));
            var alarm = board.Open.GetValueOrDefault((judgement.Rule.Key, judgement.Subgroup.Key));
            if (alert is { IsOpen: true })
                changed |= Recover(context, alert, judgement, range, now);
            else if (IsNews(judgement, alert, alarm, spells, numbers, range.AsOf))
                changed |= Open(context, judgement, alarm, subgroup, range, now);
        }

        return changed;
    }

    /// <summary>Closes the alerts whose alarms recovered on the as-of day, judged on it or not; returns whether there is any.</summary>
    internal bool Recover(MonitorDbContext context, IReadOnlyList<AlarmChange> recovered, SubgroupNumbers numbers, DateOnly asOf, DateTime now)
    {
        var changed = false;
        foreach (var change in recovered)
        {
            if (Newest((change.RuleKey, change.Subgroup), numbers) is { IsOpen: true } alert && _history.Holds(alert.RuleKey, alert.Revision))
                changed |= Close(context, alert, asOf, now);
        }

        return changed;
    }

    /// <summary>
    /// Alarms whose alert a person closed: they begin anew. So do the alarms of pairs which that alert explained, since dealing with it dealt with them.
    /// </summary>
    internal IReadOnlyList<(string Rule, SubgroupKey Subgroup)> ClosedByPeople(AlarmBoard board, SubgroupNumbers numbers)
    {
        var closed = board.Open.Where(entry => IsClosedByPerson(entry.Key, entry.Value, numbers)).Select(entry => entry.Key).ToHashSet();
        var explained = board.Open.Keys.Where(key =>
            !(Newest(key, numbers) is { IsOpen: true }) && key.Subgroup.Parents().Any(parent => closed.Contains((key.Rule, parent))));
        return [.. closed.Union(explained.ToList()).OrderBy(key => key.Rule, StringComparer.Ordinal).ThenBy(key => key.Subgroup)];
    }

    private bool IsClosedByPerson((string Rule, SubgroupKey Subgroup) key, OpenAlarm alarm, SubgroupNumbers numbers) =>
        Newest(key, numbers) is { } alert
        && alert.State is AlertState.Resolved or AlertState.Dismissed && alert.OpenedFor >= alarm.RaisedOn && _history.Holds(alert.RuleKey, alert.Revision);

    /// <summary>A pair that was seen long ago may have no number, and then no alert.</summary>
    private Alert? Newest((string Rule, SubgroupKey Subgroup) key, SubgroupNumbers numbers) =>
        numbers.Find(key.Subgroup) is { } number ? _newest.GetValueOrDefault((key.Rule, number)) : null;

    private bool IsNews(RuleJudgement judgement, Alert? last, OpenAlarm? alarm, SpellBook spells, SubgroupNumbers numbers, DateOnly asOf)
    {
        // An alert shows the figures of its window: an alarm waits until there are any.
        if (judgement.Verdict != Verdict.Below || asOf < _model.AlertsFrom || judgement.Metric is not Estimate.Measured)
            return false;
        var since = alarm?.RaisedOn ?? spells.Find(judgement.Rule.Key, numbers[judgement.Subgroup.Key])?.From;
        if (last is not null && last.OpenedFor >= since)
            return false;
        return judgement.Subgroup.Key.Order < 2 || !judgement.Subgroup.Key.Parents().Any(parent => Explains(judgement.Rule.Key, numbers[parent], spells));
    }

    /// <summary>An open alert of the parent, or one that a person closed while the same Below goes on: dealing with it dealt with its pairs.</summary>
    private bool Explains(string rule, int parent, SpellBook spells) =>
        _newest.TryGetValue((rule, parent), out var alert)
        && (alert.IsOpen || (spells.Find(rule, parent) is { Verdict: Verdict.Below } spell && alert.OpenedFor >= spell.From));

    private bool Open(MonitorDbContext context, RuleJudgement judgement, OpenAlarm? alarm, int subgroup, WindowRange range, DateTime now)
    {
        var alert = new Alert
        {
            ModelId = _model.Id,
            RuleKey = judgement.Rule.Key,
            RuleName = judgement.Rule.Name,
            Severity = judgement.Rule.Severity,
            Revision = _model.Revision,
            SubgroupId = subgroup,
            State = AlertState.Open,
            OpenedFor = range.AsOf,
            OpenedAt = now,
            Evidence = EvidenceOf(judgement, alarm, range),
        };
        alert.Actions.Add(new AlertAction { At = now, Who = "EquityMonitor", Kind = AlertActionKind.Opened });
        context.Alerts.Add(alert);
        _newest[(judgement.Rule.Key, subgroup)] = alert;
        return true;
    }

    private bool Recover(MonitorDbContext context, Alert alert, RuleJudgement judgement, WindowRange range, DateTime now)
    {
        if (judgement.Rule.Evidence == RuleEvidence.PeekSafe || !judgement.SurelyGood || range.Mature.From <= alert.OpenedFor || range.Mature.Days < range.Window || !_history.Holds(alert.RuleKey, alert.Revision))
            return false;
        return Close(context, alert, range.AsOf, now);
    }

    private static bool Close(MonitorDbContext context, Alert alert, DateOnly asOf, DateTime now)
    {
        var tracked = context.Alerts.Attach(alert).Entity;
        tracked.State = AlertState.Recovered;
        tracked.ClosedFor = asOf;
        tracked.ClosedAt = now;
        context.AlertActions.Add(new AlertAction { AlertId = alert.Id, At = now, Who = "EquityMonitor", Kind = AlertActionKind.Recovered });
        return true;
    }

    private AlertEvidence EvidenceOf(RuleJudgement judgement, OpenAlarm? alarm, WindowRange range)
    {
        var compared = judgement.Compared as Estimate.Measured;
        var evidence = AlertEvidence.Of(judgement.Rule.Metric.Key, LimitText.Of(judgement.Rule), (Estimate.Measured)judgement.Metric, judgement.Subgroup.Own, range, judgement.Family);
        evidence.ReferenceValue = judgement.Reference?.ValueOrNull;
        evidence.ReferenceSmallestCell = judgement.ReferenceSample is { } reference ? SmallestCell(reference, judgement.Rule.Metric, judgement.Reference) : null;
        evidence.Compared = compared?.Value;
        evidence.ComparedLow = compared?.Interval?.Low ?? (judgement.Compared as Estimate.Unbounded)?.Low;
        evidence.ComparedHigh = compared?.Interval?.High;
        evidence.AdjustedPValue = judgement.AdjustedPValue;
        evidence.Alarm = alarm is null ? null : new AlarmEvidence
        {
            RaisedOn = alarm.RaisedOn,
            Day = alarm.Day,
            Onset = alarm.Onset,
            LogEvidence = alarm.LogEvidence,
            BudgetDays = _budget,
        };
        return evidence;
    }

    private static long? SmallestCell(PerformanceSample sample, Metric metric, Estimate? figure)
    {
        var counts = sample.Counts;
        List<long> cells = [sample.Patients ?? sample.Scored, counts.TruePositives, counts.FalsePositives, counts.FalseNegatives, counts.TrueNegatives];
        if (metric.IsProportion && figure is Estimate.Measured measured)
        {
            var part = (long)Math.Round(measured.Value * measured.Denominator);
            cells.AddRange([part, (long)measured.Denominator - part]);
        }

        return cells.Where(cell => cell > 0).Select(cell => (long?)cell).Min();
    }
}

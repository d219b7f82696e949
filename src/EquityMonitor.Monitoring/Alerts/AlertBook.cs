using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>
/// Opens and closes a model's alerts by the judgements of one as-of day.
/// <para>An alert opens when a subgroup is Below from <c>alertsFrom</c> on, once per spell: after a person has closed it, the same spell does not open
/// another. A pair opens one only if no alert of the same rule on one of its parents explains it. Under interval evidence an alert recovers when the
/// whole interval of a full window that came entirely after the alert opened lies on the good side; one that was opened by another form of the rule is
/// left to a person.</para>
/// </summary>
public sealed class AlertBook
{
    private readonly Model _model;
    private readonly RuleHistory _history;
    private readonly Dictionary<(string Rule, int Subgroup), Alert> _newest;

    private AlertBook(Model model, RuleHistory history, Dictionary<(string Rule, int Subgroup), Alert> newest)
    {
        _model = model;
        _history = history;
        _newest = newest;
    }

    public static async Task<AlertBook> LoadAsync(MonitorDbContext context, Model model, RuleHistory history, CancellationToken cancellationToken)
    {
        var alerts = await context.Alerts.AsNoTracking()
            .Where(alert => alert.ModelId == model.Id)
            .OrderBy(alert => alert.OpenedFor).ThenBy(alert => alert.Id)
            .ToListAsync(cancellationToken);
        var newest = new Dictionary<(string, int), Alert>();
        foreach (var alert in alerts)
            newest[(alert.RuleKey, alert.SubgroupId)] = alert;
        return new AlertBook(model, history, newest);
    }

    /// <summary>Subgroups with an open alert.</summary>
    public IEnumerable<int> OpenSubgroups => _newest.Values.Where(alert => alert.IsOpen).Select(alert => alert.SubgroupId);

    /// <summary>Adds what changes to the context; returns whether anything does.</summary>
    public bool Apply(
        MonitorDbContext context, IReadOnlyList<RuleJudgement> judgements, SpellBook spells, SubgroupNumbers numbers,
        IReadOnlyDictionary<int, WindowRange> ranges, DateTime now)
    {
        var changed = false;

        // Parents first, so that a pair sees the alert that explains it.
        foreach (var judgement in judgements.OrderBy(judgement => judgement.Subgroup.Key))
        {
            var range = ranges[judgement.Rule.Window];
            var subgroup = numbers[judgement.Subgroup.Key];
            var alert = _newest.GetValueOrDefault((judgement.Rule.Key, subgroup));
            if (alert is { IsOpen: true })
                changed |= Recover(context, alert, judgement, range, now);
            else if (IsNews(judgement, alert, spells, numbers, range.AsOf))
                changed |= Open(context, judgement, subgroup, range, now);
        }

        return changed;
    }

    private bool IsNews(RuleJudgement judgement, Alert? last, SpellBook spells, SubgroupNumbers numbers, DateOnly asOf)
    {
        if (judgement.Verdict != Verdict.Below || asOf < _model.AlertsFrom)
            return false;
        var spell = spells.Find(judgement.Rule.Key, numbers[judgement.Subgroup.Key]);
        if (last is not null && spell is not null && last.OpenedFor >= spell.From)
            return false;
        return judgement.Subgroup.Key.Order < 2 || !judgement.Subgroup.Key.Parents().Any(parent => Explains(judgement.Rule.Key, numbers[parent], spells));
    }

    /// <summary>An open alert of the parent, or one that a person closed while the same Below goes on: dealing with it dealt with its pairs.</summary>
    private bool Explains(string rule, int parent, SpellBook spells) =>
        _newest.TryGetValue((rule, parent), out var alert)
        && (alert.IsOpen || (spells.Find(rule, parent) is { Verdict: Verdict.Below } spell && alert.OpenedFor >= spell.From));

    private bool Open(MonitorDbContext context, RuleJudgement judgement, int subgroup, WindowRange range, DateTime now)
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
            Evidence = Evidence(judgement, range),
        };
        alert.Actions.Add(new AlertAction { At = now, Who = "EquityMonitor", Kind = AlertActionKind.Opened });
        context.Alerts.Add(alert);
        _newest[(judgement.Rule.Key, subgroup)] = alert;
        return true;
    }

    private bool Recover(MonitorDbContext context, Alert alert, RuleJudgement judgement, WindowRange range, DateTime now)
    {
        if (!judgement.SurelyGood || range.Mature.From <= alert.OpenedFor || range.Mature.Days < range.Window || !_history.Holds(alert.RuleKey, alert.Revision))
            return false;
        var tracked = context.Alerts.Attach(alert).Entity;
        tracked.State = AlertState.Recovered;
        tracked.ClosedFor = range.AsOf;
        tracked.ClosedAt = now;
        context.AlertActions.Add(new AlertAction { AlertId = alert.Id, At = now, Who = "EquityMonitor", Kind = AlertActionKind.Recovered });
        return true;
    }

    private static AlertEvidence Evidence(RuleJudgement judgement, WindowRange range)
    {
        var metric = (Estimate.Measured)judgement.Metric;
        var compared = judgement.Compared as Estimate.Measured;
        var own = judgement.Subgroup.Own;
        return new AlertEvidence
        {
            Metric = judgement.Rule.Metric.Key,
            Limit = LimitText.Of(judgement.Rule),
            Value = metric.Value,
            Low = metric.Interval?.Low,
            High = metric.Interval?.High,
            Denominator = metric.Denominator,
            ReferenceValue = judgement.Reference?.ValueOrNull,
            ReferenceSmallestCell = judgement.ReferenceSample is { } reference ? SmallestCell(reference, judgement.Rule.Metric, judgement.Reference) : null,
            Compared = compared?.Value,
            ComparedLow = compared?.Interval?.Low,
            ComparedHigh = compared?.Interval?.High,
            AdjustedPValue = judgement.AdjustedPValue ?? throw new InvalidOperationException("A Below always carries its adjusted p."),
            Family = judgement.Family,
            Patients = own.Patients,
            Scored = own.Scored,
            TruePositives = own.Counts.TruePositives,
            FalsePositives = own.Counts.FalsePositives,
            FalseNegatives = own.Counts.FalseNegatives,
            TrueNegatives = own.Counts.TrueNegatives,
            ScoredFrom = range.Scored.From,
            ScoredTo = range.Scored.To,
            MatureFrom = range.Mature.From,
            MatureTo = range.Mature.To,
            Window = range.Window,
        };
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

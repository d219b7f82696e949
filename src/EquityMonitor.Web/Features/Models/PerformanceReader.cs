using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Reads what the tab "Performance" shows of one choice: stored points, verdicts and events; nothing is computed over encounters.</summary>
public sealed class PerformanceReader(PointHistoryReader points)
{
    /// <returns>Null while nothing was evaluated.</returns>
    public async Task<PerformanceView?> ReadAsync(
        MonitorDbContext context, Model model, ModelDefinition definition, ModelQuery query, ConcernView? concern, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(definition);
        var notes = new List<string>();
        var choice = ModelChoice.Of(query, definition, concern, notes);
        var rules = definition.Rules.Where(rule => rule.Metric == choice.Metric).ToList();
        string[] compared = [.. choice.Pins.Concat(RuleScope.Counterparts(rules, choice.Pins)).Select(key => key.ToString())];
        var rows = await context.Subgroups.AsNoTracking()
            .Where(subgroup => subgroup.ModelId == model.Id && (subgroup.Order <= 1 || compared.Contains(subgroup.Key)))
            .Select(subgroup => new { subgroup.Id, subgroup.Key, subgroup.Order })
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return null;
        choice = Known(choice, [.. rows.Select(row => row.Key)], definition, notes);
        var window = choice.Window;
        var days = await PointHistoryReader.DaysAsync(context, model.Id, window, cancellationToken);
        var period = AsOf(days, choice, notes) is { } day ? await PeriodAsync(context, model.Id, window, day, cancellationToken) : null;

        var options = new GroupOptions(definition);
        var singles = options.Ordered(rows.Where(row => row.Order == 1).Select(row => SubgroupKey.Parse(row.Key)));
        var values = singles.Where(option => option.Key.Parts[0].Key == choice.Dimension.Column).ToList();
        var shown = values.Select(value => value.Key).Prepend(SubgroupKey.All).Select(key => key.ToString()).Concat(compared).ToHashSet(StringComparer.Ordinal);
        var subgroups = rows.Where(row => shown.Contains(row.Key)).ToDictionary(row => row.Id, row => SubgroupKey.Parse(row.Key));
        var to = period?.AsOf ?? DateOnly.MinValue;
        var from = period is null ? to : to.AddDays(1 - choice.Range);
        var history = await points.ReadAsync(context, model.Id, window, subgroups, days, from, to, PointPartsColumns.Of(choice.Metric), cancellationToken);
        var events = history.Days.Count == 0 ? [] : await TrendEventReader.ReadAsync(context, model, definition, subgroups, history.Days[0], to, cancellationToken);
        var baseline = rules.Exists(rule => rule.Against is Reference.OwnBaseline) ? await BaselineSamples.LoadAsync(context, model.Id, [.. subgroups.Keys], cancellationToken) : null;
        var trend = new TrendBuilder(definition, choice, history, showSmallCells, baseline);
        var limitNotes = new List<string>();
        return new PerformanceView
        {
            Choice = choice,
            Options = new ModelOptions(
                values,
                [.. singles, .. options.Ordered(await FollowedAsync(context, model.Id, cancellationToken))],
                [.. choice.Pins.Select(options.Of)],
                days.Count == 0 ? null : days[0].AsOf,
                days.Count == 0 ? null : days[^1].AsOf),
            Notes = notes,
            Period = period,
            Trend = trend.Build(values, await VerdictsAsync(context, model.Id, definition, choice, subgroups, to, cancellationToken), events, limitNotes),
            LimitNotes = limitNotes,
        };
    }

    private static ModelChoice Known(ModelChoice choice, HashSet<string> known, ModelDefinition definition, List<string> notes)
    {
        var names = new SubgroupNames(definition.Dimensions);
        foreach (var pin in choice.Pins.Where(pin => !known.Contains(pin.ToString())))
            notes.Add($"No encounter of this model belongs to the group “{names.Of(pin)}”. It was left out.");
        return choice with { Pins = [.. choice.Pins.Where(pin => known.Contains(pin.ToString()))] };
    }

    /// <summary>The named day, or the nearest stored one before it; the newest when none is named.</summary>
    private static DateOnly? AsOf(IReadOnlyList<StoredDay> days, ModelChoice choice, List<string> notes)
    {
        if (days.Count == 0)
            return null;
        if (choice.AsOf is not { } named)
            return days[^1].AsOf;
        var before = days.LastOrDefault(day => day.AsOf <= named, days[0]).AsOf;
        if (before != named)
            notes.Add($"There is no result as of {Formats.Date(named)}. The figures are as of {Formats.Date(before)}.");
        return before;
    }

    private static async Task<ModelPeriod> PeriodAsync(MonitorDbContext context, int modelId, int window, DateOnly asOf, CancellationToken cancellationToken)
    {
        var set = await context.PointSets.AsNoTracking().FirstAsync(row => row.ModelId == modelId && row.Window == window && row.AsOf == asOf, cancellationToken);
        return new ModelPeriod(set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo), set.DaysPresent, set.DaysHeld);
    }

    private static async Task<IReadOnlyList<SubgroupKey>> FollowedAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var noticed = context.VerdictSpells
            .Where(spell => spell.ModelId == modelId && spell.To == null && (spell.Verdict == Verdict.Below || spell.Verdict == Verdict.Watch))
            .Select(spell => spell.SubgroupId);
        var alerted = context.Alerts
            .Where(alert => alert.ModelId == modelId && (alert.State == AlertState.Open || alert.State == AlertState.Acknowledged))
            .Select(alert => alert.SubgroupId);
        var keys = await context.Subgroups.AsNoTracking()
            .Where(subgroup => subgroup.ModelId == modelId && subgroup.Order > 1 && (noticed.Contains(subgroup.Id) || alerted.Contains(subgroup.Id)))
            .Select(subgroup => subgroup.Key)
            .ToListAsync(cancellationToken);
        return [.. keys.Select(SubgroupKey.Parse)];
    }

    /// <summary>The worst that the rules of the metric and window said on the day.</summary>
    private static async Task<IReadOnlyDictionary<SubgroupKey, Verdict>> VerdictsAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, ModelChoice choice, Dictionary<int, SubgroupKey> subgroups, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rules = definition.Rules.Where(rule => rule.Metric == choice.Metric && rule.Window == choice.Window).Select(rule => rule.Key).ToArray();
        if (rules.Length == 0)
            return new Dictionary<SubgroupKey, Verdict>();
        var ids = subgroups.Keys.ToArray();
        var spells = await context.VerdictSpells.AsNoTracking()
            .Where(spell => spell.ModelId == modelId && ids.Contains(spell.SubgroupId) && rules.Contains(spell.RuleKey) && spell.From <= asOf && (spell.To == null || spell.To >= asOf))
            .Select(spell => new { spell.SubgroupId, spell.Verdict })
            .ToListAsync(cancellationToken);
        return spells.GroupBy(spell => spell.SubgroupId).ToDictionary(group => subgroups[group.Key], group => group.Select(spell => spell.Verdict).MinBy(verdict => VerdictWords.Of(verdict).Rank));
    }
}

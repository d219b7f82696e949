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
        var rows = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.ModelId == model.Id).Select(subgroup => new { subgroup.Id, subgroup.Key, subgroup.Order }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return null;
        choice = Known(choice, [.. rows.Select(row => row.Key)], definition, notes);
        var window = choice.Window;
        var sets = await context.PointSets.AsNoTracking().Where(set => set.ModelId == model.Id && set.Window == window).OrderBy(set => set.AsOf).ToListAsync(cancellationToken);
        var period = Period(sets, choice, notes);

        var options = new GroupOptions(definition);
        var singles = options.Ordered(rows.Where(row => row.Order == 1).Select(row => SubgroupKey.Parse(row.Key)));
        var values = singles.Where(option => option.Key.Parts[0].Key == choice.Dimension.Column).ToList();
        var rules = definition.Rules.Where(rule => rule.Metric == choice.Metric).ToList();
        var shown = values.Select(value => value.Key).Concat(choice.Pins).Concat(RuleScope.Counterparts(rules, choice.Pins)).Prepend(SubgroupKey.All).Select(key => key.ToString()).ToHashSet(StringComparer.Ordinal);
        var subgroups = rows.Where(row => shown.Contains(row.Key)).ToDictionary(row => row.Id, row => SubgroupKey.Parse(row.Key));
        var to = period?.AsOf ?? DateOnly.MinValue;
        var from = period is null ? to : to.AddDays(1 - choice.Range);
        var history = await points.ReadAsync(context, model.Id, window, subgroups, from, to, Fingerprint(sets.Where(set => set.AsOf >= from && set.AsOf <= to)), cancellationToken);
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
                sets.Count == 0 ? null : sets[0].AsOf,
                sets.Count == 0 ? null : sets[^1].AsOf),
            Notes = notes,
            Period = period,
            Trend = trend.Build(values, await VerdictsAsync(context, model.Id, definition, choice, subgroups, to, cancellationToken), events, limitNotes),
            LimitNotes = limitNotes,
            Measures = new MeasureBuilder(definition, choice.Pins, history, showSmallCells).Build(),
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
    private static ModelPeriod? Period(List<PointSet> sets, ModelChoice choice, List<string> notes)
    {
        if (sets.Count == 0)
            return null;
        var set = choice.AsOf is { } asked ? sets.LastOrDefault(set => set.AsOf <= asked) ?? sets[0] : sets[^1];
        if (choice.AsOf is { } named && set.AsOf != named)
            notes.Add($"There is no result as of {Formats.Date(named)}. The figures are as of {Formats.Date(set.AsOf)}.");
        return new ModelPeriod(set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo), set.DaysPresent, set.DaysHeld);
    }

    /// <summary>Of days and their order, so that one more, one less or one computed anew makes another.</summary>
    internal static long Fingerprint(IEnumerable<PointSet> sets) =>
        sets.Aggregate(17L, (sum, set) => unchecked((((sum * 1000003) ^ set.AsOf.DayNumber) * 1000003) ^ set.Fingerprint));

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

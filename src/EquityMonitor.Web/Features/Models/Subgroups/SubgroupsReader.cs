using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Reads every stored subgroup of a model on one day, with what the rules said of it. Nothing is estimated here.</summary>
public sealed class SubgroupsReader(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <summary>Pairs are the largest subgroups that are stored.</summary>
    private const int Pairs = 2;

    /// <param name="asOf">The newest stored day when null.</param>
    /// <returns>Null when there is no such model, or nothing is stored for the window and day.</returns>
    /// <exception cref="InvalidOperationException">The stored definition cannot be read by this version of the program.</exception>
    public async Task<SubgroupsView?> ReadAsync(string modelKey, int window, DateOnly? asOf, bool showSmallCells, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.AsNoTracking().FirstOrDefaultAsync(row => row.Key == modelKey, cancellationToken) is not { } model)
            return null;
        var set = await context.PointSets.AsNoTracking()
            .Where(row => row.ModelId == model.Id && row.Window == window && (asOf == null || row.AsOf == asOf))
            .OrderByDescending(row => row.AsOf)
            .FirstOrDefaultAsync(cancellationToken);
        if (set is null || await PointReader.DayAsync(context, model.Id, window, set.AsOf, Pairs, cancellationToken) is not { } day)
            return null;
        var verdicts = await VerdictReader.OnDayAsync(context, model.Id, set.AsOf, cancellationToken);
        var definition = model.ReadDefinition();
        var range = new WindowRange(window, set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo));
        var baseline = definition.Rules.Any(rule => rule.Against is Reference.OwnBaseline) ? await BaselineSamples.LoadAsync(context, model.Id, only: null, cancellationToken) : null;
        return new SubgroupsView
        {
            ModelKey = model.Key,
            ModelName = model.Name,
            Window = window,
            AsOf = set.AsOf,
            Scored = range.Scored,
            Mature = range.Mature,
            HasEveryPair = set.PairsFingerprint is not null,
            Dimensions = definition.Dimensions,
            Level = definition.Confidence,
            ModelRules = definition.Rules,
            Metrics = StoredMetrics.Of(definition),
            Subgroups = Rows(definition, range, day, baseline, verdicts, showSmallCells, await Onsets.OfModelAsync(context, model.Id, cancellationToken)),
        };
    }

    /// <summary>From what is stored to what may be seen; pure.</summary>
    internal static IReadOnlyList<SubgroupRow> Rows(
        ModelDefinition definition, WindowRange range, DaySamples day, BaselineSamples? baseline, IReadOnlyDictionary<(string Rule, SubgroupKey Subgroup), VerdictSpan> verdicts, bool showSmallCells,
        ILookup<(string Rule, SubgroupKey Subgroup), Alert>? alerts = null)
    {
        var rules = definition.Rules.Where(rule => rule.Window == range.Window).ToArray();
        var context = new SubgroupContext(RuleJudge.ScaleOf(definition), new References(day.Samples, range, baseline), new SubgroupNames(definition.Dimensions), showSmallCells);
        return [.. day.Samples.Select(sample => new SubgroupRow(sample, Verdicts(sample.Key), context))];

        SubgroupVerdict[] Verdicts(SubgroupKey key) =>
        [
            .. rules
                .Select(rule => verdicts.TryGetValue((rule.Key, key), out var span) ? new SubgroupVerdict(rule, span.Verdict, Onsets.Of(span.From, key, Alert(rule, key, span), isFirst: false)) : null)
                .OfType<SubgroupVerdict>(),
        ];

        Alert? Alert(RuleDefinition rule, SubgroupKey key, VerdictSpan span) => span.Verdict != Verdict.Below || alerts is null ? null
            : alerts[(rule.Key, key)].LastOrDefault(alert => alert.OpenedFor >= span.From && !(alert.OpenedFor > span.To));
    }
}

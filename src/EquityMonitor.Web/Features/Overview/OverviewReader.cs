using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// Reads what is stored: newest points, current verdicts, open alerts, freshness. Metrics are derived from the points of a few subgroups only; nothing is
/// computed over encounters.
/// </summary>
public sealed class OverviewReader(IDbContextFactory<MonitorDbContext> contexts, AlertDesk desk, DefinitionCache definitions, TimeProvider time, ILogger<OverviewReader> logger) : IOverviewReader
{
    /// <summary>As-of days in a trend: as long as pairs that need attention are followed.</summary>
    private const int TrendDays = 180;

    /// <summary>Judging follows evaluation within a run; further behind than after a long weekend it is still working through the history.</summary>
    private const int DaysBehind = 14;

    public async Task<OverviewView> ReadAsync(bool showSmallCells, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        if (models.Count == 0)
            return new OverviewView([], [], []);

        var alerts = await desk.OpenAlertsAsync(cancellationToken);
        var sets = await PointReader.NewestSetsAsync(context, cancellationToken);
        var tallies = await VerdictReader.TalliesAsync(context, cancellationToken);
        var all = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.Order == 0).ToDictionaryAsync(subgroup => subgroup.ModelId, subgroup => subgroup.Id, cancellationToken);
        var judged = await context.JudgeStates.AsNoTracking().ToDictionaryAsync(state => state.ModelId, state => state.JudgedThrough, cancellationToken);
        var cards = new List<ModelCardView>();
        foreach (var model in models)
        {
            var bare = new ModelCardView { Key = model.Key, Name = model.Name, OpenAlerts = alerts.Count(alert => alert.Alert.ModelId == model.Id) };
            if (Definition(model) is not { } definition)
                cards.Add(bare with { Problem = "The stored definition cannot be read by this version of EquityMonitor. Import it again." });
            else if (IsReady(model, sets, judged))
                cards.Add(await CardAsync(context, bare with { IsReady = true }, model, definition, sets, tallies, all, alerts, showSmallCells, cancellationToken));
            else
                cards.Add(bare);
        }

        var verdicts = await VerdictReader.OfAsync(context, [.. alerts.Select(alert => alert.Alert.SubgroupId).Distinct()], cancellationToken);
        return new OverviewView(
            [.. cards.OrderBy(card => VerdictWords.Of(card.Verdict).Rank)],
            [.. alerts.Select(alert => AlertViews.Of(alert, Definition(models.First(model => model.Id == alert.Alert.ModelId)), verdicts, time.GetUtcNow().UtcDateTime, showSmallCells))],
            await FreshnessAsync(context, models, sets, cancellationToken));
    }

    private static bool IsReady(Model model, IReadOnlyList<PointSet> sets, Dictionary<int, DateOnly> judged)
    {
        var newest = sets.Where(set => set.ModelId == model.Id).Select(set => (DateOnly?)set.AsOf).Max();
        return newest is { } day && judged.TryGetValue(model.Id, out var through) && through.AddDays(DaysBehind) >= day;
    }

    private static async Task<ModelCardView> CardAsync(
        MonitorDbContext context, ModelCardView bare, Model model, ModelDefinition definition, IReadOnlyList<PointSet> sets,
        IReadOnlyList<VerdictTally> tallies, Dictionary<int, int> all, IReadOnlyList<OpenAlert> alerts, bool showSmallCells, CancellationToken cancellationToken)
    {
        var builder = new CardBuilder(definition, showSmallCells);
        var card = builder.Header(bare, [.. tallies.Where(tally => tally.ModelId == model.Id)]);
        if (!all.TryGetValue(model.Id, out var allId))
            return card;
        var concern = builder.Concern([.. tallies.Where(tally => tally.ModelId == model.Id)]);
        var first = definition.Rules.Count > 0 ? definition.Rules[0] : null;
        var window = (concern?.Rule ?? first)?.Window ?? definition.Windows[^1];
        if (sets.FirstOrDefault(set => set.ModelId == model.Id && set.Window == window) is not { } set)
            return card;

        var own = alerts.Where(alert => alert.Alert.ModelId == model.Id).ToList();
        var ranked = concern is { } known ? await RankedAsync(context, builder, model.Id, allId, known, set.AsOf, own, cancellationToken) : null;
        card = builder.WithPeriod(card, set, ranked?.Newest.All ?? await AllAsync(context, model.Id, allId, window, set.AsOf, cancellationToken));
        if (concern is { } rule && ranked is not null)
            card = card with { Concern = builder.Compare(rule, ranked, own) };
        if (first is null || sets.FirstOrDefault(candidate => candidate.ModelId == model.Id && candidate.Window == first.Window) is not { } trendSet)
            return card;

        // The trend is of the first rule, whichever rule the verdict comes from.
        if (ranked is null || concern?.Rule.Key != first.Key)
        {
            var firstConcern = builder.Concern([.. tallies.Where(tally => tally.ModelId == model.Id && tally.RuleKey == first.Key)]);
            ranked = firstConcern is null ? null : await RankedAsync(context, builder, model.Id, allId, firstConcern, trendSet.AsOf, own, cancellationToken);
        }

        var followed = new Dictionary<int, SubgroupKey> { [allId] = SubgroupKey.All };
        if (ranked?.Worst is { } worst)
            followed[worst.SubgroupId] = worst.Subgroup;
        var days = await PointReader.SamplesAsync(context, model.Id, first.Window, followed, trendSet.AsOf.AddDays(1 - TrendDays), trendSet.AsOf, cancellationToken);
        return card with { Trend = TrendViews.Of(definition, first, days, ranked?.Worst, ranked?.AllVerdict, showSmallCells) };
    }

    internal static async Task<RankedSubgroups?> RankedAsync(
        MonitorDbContext context, CardBuilder builder, int modelId, int allId, RuleConcern concern, DateOnly asOf, IReadOnlyList<OpenAlert> alerts, CancellationToken cancellationToken)
    {
        // What meets its rule has hundreds of pairs, and the nearest single value says enough.
        var order = concern.Verdict is Verdict.Below or Verdict.Watch ? int.MaxValue : 1;
        var candidates = await VerdictReader.SubgroupsAsync(context, modelId, concern.Rule.Key, concern.Verdict, order, cancellationToken);
        var keys = candidates.ToDictionary(candidate => candidate.SubgroupId, candidate => candidate.Subgroup);
        keys[allId] = SubgroupKey.All;
        var days = await PointReader.SamplesAsync(context, modelId, concern.Rule.Window, keys, asOf, asOf, cancellationToken);
        if (days.Count == 0)
            return null;
        var allVerdicts = await VerdictReader.OfAsync(context, [allId], cancellationToken);
        Verdict? allVerdict = allVerdicts.TryGetValue((concern.Rule.Key, allId), out var found) ? found : null;
        return builder.Rank(concern, days[^1], candidates, allVerdict, alerts);
    }

    private static async Task<SubgroupSample?> AllAsync(MonitorDbContext context, int modelId, int allId, int window, DateOnly asOf, CancellationToken cancellationToken)
    {
        var days = await PointReader.SamplesAsync(context, modelId, window, new Dictionary<int, SubgroupKey> { [allId] = SubgroupKey.All }, asOf, asOf, cancellationToken);
        return days.Count > 0 ? days[^1].All : null;
    }

    private async Task<IReadOnlyList<FreshnessView>> FreshnessAsync(
        MonitorDbContext context, List<Model> models, IReadOnlyList<PointSet> sets, CancellationToken cancellationToken)
    {
        var pulls = await context.PullStates.AsNoTracking().ToDictionaryAsync(pull => pull.ModelId, cancellationToken);
        var pending = await context.PendingDays.AsNoTracking()
            .GroupBy(day => new { day.ModelId, Held = day.Hold != null })
            .Select(group => new { group.Key.ModelId, group.Key.Held, Days = group.Count() })
            .ToListAsync(cancellationToken);
        return
        [
            .. models.Select(model =>
            {
                var zone = Definition(model)?.Time?.Zone ?? TimeZoneInfo.Utc;
                var pull = pulls.GetValueOrDefault(model.Id);
                return new FreshnessView
                {
                    ModelKey = model.Key,
                    ModelName = model.Name,
                    PulledAt = pull?.SucceededAt is { } good ? Formats.Moment(good, zone) : null,
                    FailedAt = pull?.FailedAt is { } bad ? Formats.Moment(bad, zone) : null,
                    Failure = pull?.Failure,
                    AsOf = sets.Where(set => set.ModelId == model.Id).Select(set => (DateOnly?)set.AsOf).Max(),
                    HeldDays = pending.Where(day => day.ModelId == model.Id && day.Held).Sum(day => day.Days),
                    WaitingDays = pending.Where(day => day.ModelId == model.Id && !day.Held).Sum(day => day.Days),
                };
            }),
        ];
    }

    private ModelDefinition? Definition(Model model)
    {
        try
        {
            return definitions.Of(model);
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return null;
        }
    }
}

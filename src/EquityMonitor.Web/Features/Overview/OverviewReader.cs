using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// Reads what is stored: newest points, current verdicts, open alerts, freshness. Metrics are derived from the points of a few subgroups only; nothing is
/// computed over encounters.
/// </summary>
public sealed class OverviewReader(IDbContextFactory<MonitorDbContext> contexts, AlertDesk desk, TimeProvider time, ILogger<OverviewReader> logger) : IOverviewReader
{
    /// <summary>As-of days in the small trend of a card.</summary>
    private const int TrendDays = 90;

    /// <summary>Judging follows evaluation within a run; further behind than after a long weekend it is still working through the history.</summary>
    private const int DaysBehind = 14;

    public async Task<OverviewView> ReadAsync(bool showSmallCells, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        if (models.Count == 0)
            return new OverviewView([], [], []);

        var alerts = await desk.OpenAlertsAsync(cancellationToken);
        var stored = new Stored(
            await PointReader.NewestSetsAsync(context, cancellationToken),
            await VerdictReader.TalliesAsync(context, null, cancellationToken),
            await VerdictReader.NoticedAsync(context, null, cancellationToken),
            await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.Order == 0).ToDictionaryAsync(subgroup => subgroup.ModelId, subgroup => subgroup.Id, cancellationToken),
            await context.JudgeStates.AsNoTracking().ToDictionaryAsync(state => state.ModelId, state => state.JudgedThrough, cancellationToken),
            await context.AffectedPatients.AsNoTracking().ToDictionaryAsync(row => row.ModelId, cancellationToken));
        var cards = new List<ModelCardView>();
        foreach (var model in models)
        {
            var bare = new ModelCardView { Key = model.Key, Name = model.Name, OpenAlerts = alerts.Count(alert => alert.Alert.ModelId == model.Id) };
            if (Definition(model) is not { } definition)
                cards.Add(bare with { Problem = "The stored definition cannot be read by this version of EquityMonitor. Import it again." });
            else if (IsReady(model, stored))
                cards.Add(await CardAsync(context, bare with { IsReady = true }, model, definition, stored, alerts, showSmallCells, cancellationToken));
            else
                cards.Add(bare);
        }

        var verdicts = await VerdictReader.OfAsync(context, [.. alerts.Select(alert => alert.Alert.SubgroupId).Distinct()], cancellationToken);
        var onsets = await Onsets.OfAsync(context, alerts, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return new OverviewView(
            [.. cards.OrderBy(card => VerdictWords.Of(card.Verdict).Rank)],
            [
                .. alerts.OrderByDescending(alert => alert.Alert.Severity).ThenBy(alert => onsets[alert.Alert.Id].Since).ThenBy(alert => alert.Alert.Id)
                    .Select(alert => AlertViews.Of(alert, onsets[alert.Alert.Id], Definition(models.First(model => model.Id == alert.Alert.ModelId)), verdicts, now, showSmallCells)),
            ],
            await FreshnessAsync(context, models, cards, stored.Sets, cancellationToken))
        {
            Load = AlertLoad.Of(alerts.Select(alert => (alert.Alert, DaysSince(onsets[alert.Alert.Id].Since, models.First(model => model.Id == alert.Alert.ModelId), now)))),
        };
    }

    private int DaysSince(DateOnly day, Model model, DateTime now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, Definition(model)?.Time?.Zone ?? TimeZoneInfo.Utc)).DayNumber - day.DayNumber;

    private static bool IsReady(Model model, Stored stored)
    {
        var newest = stored.Sets.Where(set => set.ModelId == model.Id).Select(set => (DateOnly?)set.AsOf).Max();
        return newest is { } day && stored.Judged.TryGetValue(model.Id, out var through) && through.AddDays(DaysBehind) >= day;
    }

    private static async Task<ModelCardView> CardAsync(
        MonitorDbContext context, ModelCardView bare, Model model, ModelDefinition definition, Stored stored, IReadOnlyList<OpenAlert> alerts, bool showSmallCells,
        CancellationToken cancellationToken)
    {
        var builder = new CardBuilder(definition, showSmallCells);
        List<VerdictTally> tallies = [.. stored.Tallies.Where(tally => tally.ModelId == model.Id)];
        var card = builder.Header(bare, tallies, [.. stored.Noticed.Where(noticed => noticed.ModelId == model.Id)]);
        if (stored.Affected.TryGetValue(model.Id, out var affected) && affected.AsOf == stored.Judged[model.Id])
            card = card with { Affected = AffectedView.Of(affected, showSmallCells) };
        if (!stored.All.TryGetValue(model.Id, out var allId))
            return card;
        var concern = builder.Concern(tallies);
        var window = concern?.Rule.Window ?? definition.Windows[^1];
        if (stored.Sets.FirstOrDefault(set => set.ModelId == model.Id && set.Window == window) is not { } set)
            return card;

        var own = alerts.Where(alert => alert.Alert.ModelId == model.Id).ToList();
        var ranked = concern is { } known ? await RankedAsync(context, builder, model.Id, allId, known, set.AsOf, own, cancellationToken) : null;
        card = builder.WithPeriod(card, set, ranked?.Newest.All ?? await AllAsync(context, model.Id, allId, window, set.AsOf, cancellationToken));
        if (concern is not { } rule || ranked is null)
            return card;

        // The trend is of what the verdict is about: the same rule, the same group.
        var followed = new Dictionary<int, SubgroupKey> { [allId] = SubgroupKey.All };
        if (ranked.Worst is { } worst)
        {
            followed[worst.SubgroupId] = worst.Subgroup;
            foreach (var (id, key) in await PointReader.NumbersAsync(context, model.Id, RuleScope.Counterparts([rule.Rule], [worst.Subgroup]), cancellationToken))
                followed[id] = key;
        }

        var days = await PointReader.SamplesAsync(context, model.Id, window, followed, set.AsOf.AddDays(1 - TrendDays), set.AsOf, cancellationToken);
        return card with
        {
            Concern = builder.Compare(rule, ranked, own),
            Trend = TrendViews.Of(definition, rule.Rule, days, ranked.Worst, ranked.AllVerdict, showSmallCells, ranked.Baseline),
        };
    }

    internal static async Task<RankedSubgroups?> RankedAsync(
        MonitorDbContext context, CardBuilder builder, int modelId, int allId, RuleConcern concern, DateOnly asOf, IReadOnlyList<OpenAlert> alerts, CancellationToken cancellationToken)
    {
        // What meets its rule has hundreds of pairs, and the nearest single value says enough.
        var order = concern.Verdict is Verdict.Below or Verdict.Watch ? int.MaxValue : 1;
        var candidates = await VerdictReader.SubgroupsAsync(context, modelId, concern.Rule.Key, concern.Verdict, order, cancellationToken);
        var keys = candidates.ToDictionary(candidate => candidate.SubgroupId, candidate => candidate.Subgroup);
        keys[allId] = SubgroupKey.All;
        foreach (var (id, key) in await PointReader.NumbersAsync(context, modelId, RuleScope.Counterparts([concern.Rule], [.. keys.Values]), cancellationToken))
            keys[id] = key;
        var baseline = concern.Rule.Against is Reference.OwnBaseline ? await BaselineSamples.LoadAsync(context, modelId, [.. keys.Keys], cancellationToken) : null;
        var days = await PointReader.SamplesAsync(context, modelId, concern.Rule.Window, keys, asOf, asOf, cancellationToken);
        if (days.Count == 0)
            return null;
        var allVerdicts = await VerdictReader.OfAsync(context, [allId], cancellationToken);
        Verdict? allVerdict = allVerdicts.TryGetValue((concern.Rule.Key, allId), out var found) ? found : null;
        var ranked = builder.Rank(concern, days[^1], candidates, allVerdict, alerts, baseline);
        return ranked.Worst is not { } worst ? ranked : ranked with
        {
            History = await SpellHistory.LoadAsync(context, [concern.Rule.Key], [worst.SubgroupId], cancellationToken),
            Closed = worst.Verdict != Verdict.Below || CardBuilder.Alert(alerts, concern.Rule, worst) is not null ? null
                : await ClosedAlert.FindAsync(context, builder.Definition, modelId, concern.Rule.Key, worst, cancellationToken),
        };
    }

    private static async Task<SubgroupSample?> AllAsync(MonitorDbContext context, int modelId, int allId, int window, DateOnly asOf, CancellationToken cancellationToken)
    {
        var days = await PointReader.SamplesAsync(context, modelId, window, new Dictionary<int, SubgroupKey> { [allId] = SubgroupKey.All }, asOf, asOf, cancellationToken);
        return days.Count > 0 ? days[^1].All : null;
    }

    private async Task<IReadOnlyList<FreshnessView>> FreshnessAsync(
        MonitorDbContext context, List<Model> models, List<ModelCardView> cards, IReadOnlyList<PointSet> sets, CancellationToken cancellationToken)
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
                    OutcomesKnown = Known(cards.First(card => card.Key == model.Key)),
                    HeldDays = pending.Where(day => day.ModelId == model.Id && day.Held).Sum(day => day.Days),
                    WaitingDays = pending.Where(day => day.ModelId == model.Id && !day.Held).Sum(day => day.Days),
                };
            }),
        ];
    }

    /// <summary>With its window: other pages count other days.</summary>
    private static string? Known(ModelCardView card) => card is { OutcomesKnown: { } known, Period: { } period }
        ? $"{known.Short(Metric.OutcomeKnownRate)} ({Formats.Count(period.Window, "day", "days")})"
        : null;

    private ModelDefinition? Definition(Model model)
    {
        try
        {
            return model.ReadDefinition();
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return null;
        }
    }

    /// <summary>What is read once for all models.</summary>
    private sealed record Stored(
        IReadOnlyList<PointSet> Sets, IReadOnlyList<VerdictTally> Tallies, IReadOnlyList<NoticedVerdict> Noticed, Dictionary<int, int> All,
        Dictionary<int, DateOnly> Judged, Dictionary<int, AffectedPatients> Affected);
}

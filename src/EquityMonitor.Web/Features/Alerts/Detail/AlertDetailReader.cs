using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>Reads the page of one alert. An interface because a page must be testable in states that a database cannot easily be put into.</summary>
public interface IAlertDetailReader
{
    /// <param name="id">Number of the alert.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<AlertPageView> ReadAsync(int id, bool showSmallCells, CancellationToken cancellationToken);

    /// <summary>How the evidence of an alert grew from day to day.</summary>
    /// <returns>Null where there is no such alert, or the interval of one window decided.</returns>
    Task<EvidenceShown?> CourseAsync(int id, bool showSmallCells, CancellationToken cancellationToken);
}

/// <summary>Reads an alert with its frozen evidence, and the points of its subgroup from before the opening to the newest day.</summary>
public sealed class AlertDetailReader(
    IDbContextFactory<MonitorDbContext> contexts, EvidenceReader evidence, TimeProvider time, ILogger<AlertDetailReader> logger) : IAlertDetailReader
{
    /// <summary>As-of days shown before the one that the alert opened for.</summary>
    private const int DaysBefore = 90;

    /// <summary>Shown before the first day of the finding.</summary>
    private const int DaysBeforeOnset = 30;

    public async Task<AlertPageView> ReadAsync(int id, bool showSmallCells, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await StoredAsync(context, id, cancellationToken);
        if (stored is { Definition: not null })
            stored = await WithResultsAsync(context, stored, cancellationToken);
        return new AlertPageView(id, stored is null ? null : AlertDetails.Of(stored, showSmallCells));
    }

    public async Task<EvidenceShown?> CourseAsync(int id, bool showSmallCells, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await StoredAsync(context, id, cancellationToken) is not { } stored)
            return null;
        var path = stored.IsGathering ? await evidence.PathAsync(stored.Model.Id, stored.Alert.RuleKey, stored.Alert.SubgroupId, cancellationToken) : null;
        return AlertDetails.Course(stored with { Path = path }, showSmallCells);
    }

    private async Task<StoredAlert?> StoredAsync(MonitorDbContext context, int id, CancellationToken cancellationToken)
    {
        var alert = await context.Alerts.AsNoTracking().Include(row => row.Actions).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (alert is null)
            return null;
        var model = await context.Models.AsNoTracking().SingleAsync(row => row.Id == alert.ModelId, cancellationToken);
        var subgroup = await context.Subgroups.AsNoTracking().SingleAsync(row => row.Id == alert.SubgroupId, cancellationToken);
        var revisions = await context.DefinitionRevisions.AsNoTracking().Where(revision => revision.ModelId == model.Id).ToListAsync(cancellationToken);
        var stored = new StoredAlert
        {
            Alert = alert,
            Model = model,
            Subgroup = SubgroupKey.Parse(subgroup.Key),
            Definition = Definition(model),
            Origin = RuleOrigin.Of(revisions, alert.RuleKey, alert.Revision),
            History = await SpellHistory.LoadAsync(context, [alert.RuleKey], [alert.SubgroupId], cancellationToken),
        };
        return stored;
    }

    private async Task<StoredAlert> WithResultsAsync(MonitorDbContext context, StoredAlert stored, CancellationToken cancellationToken)
    {
        var alert = stored.Alert;
        var keys = await KeysAsync(context, stored, cancellationToken);
        var sets = await SetsAsync(context, stored, cancellationToken);
        if (!keys.ContainsValue(SubgroupKey.All) || sets.Count == 0)
            return stored;
        var counterpart = Counterpart(stored);
        var shown = keys.Where(key => key.Value.Order == 0 || key.Key == alert.SubgroupId || key.Value.Equals(counterpart)).ToDictionary();
        var window = (stored.Rule ?? stored.RuleInForce)?.Window ?? alert.Evidence.Window;
        var newest = sets.Find(set => set.Window == window);
        var from = TrendFrom(stored);
        var own = keys.Where(key => key.Key == alert.SubgroupId).ToDictionary();
        return stored with
        {
            Baseline = (stored.Rule ?? stored.RuleInForce)?.Against is Reference.OwnBaseline ? await BaselineSamples.LoadAsync(context, alert.ModelId, [.. keys.Keys], cancellationToken) : null,
            Verdicts = await VerdictsAsync(context, alert, keys, cancellationToken),
            Windows = await WindowsAsync(context, stored, sets, shown, cancellationToken),
            Today = newest is null ? null : await TodayAsync(context, newest, keys, cancellationToken),
            Trend = newest is null ? [] : await PointReader.SamplesAsync(context, alert.ModelId, window, shown, from, newest.AsOf, cancellationToken),
            Events = await TrendEventReader.ReadAsync(context, stored.Model, stored.Definition!, own, from, AlertViews.Day(time.GetUtcNow().UtcDateTime, stored.Zone), cancellationToken),
        };
    }

    /// <summary>Before the opening, and before the finding began where that is known.</summary>
    private static DateOnly TrendFrom(StoredAlert stored)
    {
        var (opening, onset) = (stored.Alert.OpenedFor.AddDays(-DaysBefore), stored.Onset.Since.AddDays(-DaysBeforeOnset));
        return onset < opening ? onset : opening;
    }

    /// <summary>The newest set of each window: of the definition in force, and of the rule as it was.</summary>
    private static async Task<List<PointSet>> SetsAsync(MonitorDbContext context, StoredAlert stored, CancellationToken cancellationToken)
    {
        var sets = new List<PointSet>();
        foreach (var window in stored.Definition!.Windows.Append(stored.Alert.Evidence.Window).Distinct())
        {
            if (await context.PointSets.AsNoTracking().Where(set => set.ModelId == stored.Model.Id && set.Window == window).OrderByDescending(set => set.AsOf).FirstOrDefaultAsync(cancellationToken) is { } newest)
                sets.Add(newest);
        }

        return sets;
    }

    private static SubgroupKey? Counterpart(StoredAlert stored) =>
        (stored.Rule ?? stored.RuleInForce) is { } rule ? RuleScope.Counterpart(rule, stored.Subgroup) : null;

    /// <summary>The alert's subgroup, its parents, All, and whom a rule against a named value holds it against.</summary>
    private static async Task<Dictionary<int, SubgroupKey>> KeysAsync(MonitorDbContext context, StoredAlert stored, CancellationToken cancellationToken)
    {
        SubgroupKey[] wanted = [.. stored.Subgroup.Parents(), SubgroupKey.All, stored.Subgroup, .. Counterpart(stored) is { } counterpart ? [counterpart] : Array.Empty<SubgroupKey>()];
        return (await PointReader.NumbersAsync(context, stored.Model.Id, wanted.Distinct(), cancellationToken)).ToDictionary();
    }

    private static async Task<IReadOnlyDictionary<SubgroupKey, CurrentVerdict>> VerdictsAsync(
        MonitorDbContext context, Alert alert, Dictionary<int, SubgroupKey> keys, CancellationToken cancellationToken)
    {
        var ids = keys.Keys.ToArray();
        var spells = await context.VerdictSpells.AsNoTracking()
            .Where(spell => spell.ModelId == alert.ModelId && spell.RuleKey == alert.RuleKey && spell.To == null && ids.Contains(spell.SubgroupId))
            .ToListAsync(cancellationToken);
        return spells.ToDictionary(spell => keys[spell.SubgroupId], spell => new CurrentVerdict(spell.SubgroupId, keys[spell.SubgroupId], spell.Verdict, spell.From));
    }

    private static async Task<DaySamples?> TodayAsync(MonitorDbContext context, PointSet set, Dictionary<int, SubgroupKey> keys, CancellationToken cancellationToken) =>
        await PointReader.SamplesAsync(context, set.ModelId, set.Window, keys, set.AsOf, set.AsOf, cancellationToken) is [{ } day] ? day : null;

    private static async Task<IReadOnlyList<WindowResult>> WindowsAsync(
        MonitorDbContext context, StoredAlert stored, IEnumerable<PointSet> sets, Dictionary<int, SubgroupKey> shown, CancellationToken cancellationToken)
    {
        var windows = new List<WindowResult>();
        foreach (var set in sets)
        {
            if (await TodayAsync(context, set, shown, cancellationToken) is { } day && day.Find(stored.Subgroup) is { } own)
                windows.Add(new WindowResult(set, own, day));
        }

        return windows;
    }

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
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>Reads the inbox. An interface because a page must be testable in states that a database cannot easily be put into.</summary>
public interface IInboxReader
{
    /// <param name="filter">Which alerts.</param>
    /// <param name="person">Who looks; null when nobody is named.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<InboxView> ReadAsync(AlertFilter filter, Person? person, bool showSmallCells, CancellationToken cancellationToken);
}

/// <summary>Chooses among all alerts by their lines, and reads the evidence of those on the page alone.</summary>
public sealed class InboxReader(
    IDbContextFactory<MonitorDbContext> contexts, SavedViews saved, TimeProvider time, ILogger<InboxReader> logger) : IInboxReader
{
    public async Task<InboxView> ReadAsync(AlertFilter filter, Person? person, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().ToDictionaryAsync(model => model.Id, cancellationToken);
        var sites = models.Values.ToDictionary(model => model.Id, Site.Of(Definition));
        var now = time.GetUtcNow().UtcDateTime;
        var open = await OpenAsync(context, cancellationToken);
        var lines = await LinesAsync(context, models, sites, open, cancellationToken);
        var selection = AlertSelection.Of(lines.Select(line => line.Line), filter, person?.Key, now);
        return new InboxView(
            filter,
            Totals(lines, sites, now),
            selection,
            await PageAsync(context, models, selection.Alerts, now, showSmallCells, cancellationToken),
            [.. lines.Select(line => new ModelOption(line.Line.ModelKey, line.Line.ModelName)).Distinct().OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase)],
            person is null ? [] : await saved.ListAsync(person.Key, cancellationToken),
            person);
    }

    private static async Task<List<(int Model, AlertLine Line)>> LinesAsync(
        MonitorDbContext context, Dictionary<int, Model> models, Dictionary<int, Site> sites, IReadOnlyDictionary<int, Onset> open, CancellationToken cancellationToken)
    {
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            select new { alert.Id, alert.ModelId, subgroup.Key, alert.RuleName, alert.Severity, alert.State, alert.OpenedFor, alert.AcknowledgedByKey, alert.ClosedAt })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => (row.ModelId, new AlertLine(
                row.Id, models[row.ModelId].Key, models[row.ModelId].Name, sites[row.ModelId].Names.Of(SubgroupKey.Parse(row.Key)), row.RuleName, row.Severity, row.State,
                open.GetValueOrDefault(row.Id)?.Since ?? row.OpenedFor, row.AcknowledgedByKey, row.ClosedAt))),
        ];
    }

    /// <summary>Since when the findings of the open alerts have held: the list is ordered by it.</summary>
    private static async Task<IReadOnlyDictionary<int, Onset>> OpenAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.State == AlertState.Open || alert.State == AlertState.Acknowledged
            select new { Alert = alert, subgroup.Key }).ToListAsync(cancellationToken);
        var history = await SpellHistory.LoadAsync(context, [.. rows.Select(row => row.Alert.RuleKey).Distinct()], [.. rows.Select(row => row.Alert.SubgroupId).Distinct()], cancellationToken);
        return rows.ToDictionary(row => row.Alert.Id, row => Onsets.Of(row.Alert, SubgroupKey.Parse(row.Key), history));
    }

    private static InboxTotals Totals(List<(int Model, AlertLine Line)> lines, Dictionary<int, Site> sites, DateTime now)
    {
        var open = lines.Where(line => line.Line.IsOpen).ToList();
        return new InboxTotals(
            open.Count,
            open.Count(line => line.Line.State == AlertState.Open),
            lines.Count - open.Count,
            open.Count == 0 ? null : open.Max(line => AlertViews.Day(now, sites[line.Model].Zone).DayNumber - line.Line.Since.DayNumber));
    }

    private async Task<IReadOnlyList<AlertView>> PageAsync(
        MonitorDbContext context, Dictionary<int, Model> models, IReadOnlyList<int> page, DateTime now, bool showSmallCells, CancellationToken cancellationToken)
    {
        var ids = page.ToArray();
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where ids.Contains(alert.Id)
            select new { Alert = alert, subgroup.Key }).ToDictionaryAsync(row => row.Alert.Id, cancellationToken);
        var closing = (await context.AlertActions.AsNoTracking()
            .Where(action => ids.Contains(action.AlertId) && (action.Kind == AlertActionKind.Recovered || action.Kind == AlertActionKind.Resolved || action.Kind == AlertActionKind.Dismissed))
            .Select(action => new { action.AlertId, action.Who }).ToListAsync(cancellationToken)).ToLookup(action => action.AlertId, action => action.Who);
        var verdicts = await VerdictReader.OfAsync(context, [.. rows.Values.Select(row => row.Alert.SubgroupId).Distinct()], cancellationToken);
        List<OpenAlert> alerts =
        [
            .. page.Where(rows.ContainsKey).Select(id => rows[id])
                .Select(row => new OpenAlert(row.Alert, models[row.Alert.ModelId].Key, models[row.Alert.ModelId].Name, SubgroupKey.Parse(row.Key))),
        ];
        var onsets = await Onsets.OfAsync(context, alerts, cancellationToken);
        return
        [
            .. alerts.Select(alert => AlertViews.Of(alert, onsets[alert.Alert.Id], Definition(models[alert.Alert.ModelId]), verdicts, now, showSmallCells)
                with { ClosedBy = closing[alert.Alert.Id].LastOrDefault() }),
        ];
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

    /// <summary>What a model's definition says of names and clocks.</summary>
    private sealed record Site(SubgroupNames Names, TimeZoneInfo Zone)
    {
        public static Func<Model, Site> Of(Func<Model, ModelDefinition?> read) => model =>
        {
            var definition = read(model);
            return new Site(new SubgroupNames(definition?.Dimensions ?? []), definition?.Time?.Zone ?? TimeZoneInfo.Utc);
        };
    }
}

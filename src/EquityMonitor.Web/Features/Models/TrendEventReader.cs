using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Operations;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>What happened to a model and to the groups that are shown: versions, thresholds, alerts, held days.</summary>
public static class TrendEventReader
{
    /// <param name="subgroups">Whose alerts are told, by number.</param>
    /// <returns>Ascending by day, then by kind.</returns>
    public static async Task<IReadOnlyList<TrendEvent>> ReadAsync(
        MonitorDbContext context, Model model, ModelDefinition definition, IReadOnlyDictionary<int, SubgroupKey> subgroups, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(definition);
        var zone = definition.Time?.Zone ?? TimeZoneInfo.Utc;
        var revisions = await context.DefinitionRevisions.AsNoTracking().Where(revision => revision.ModelId == model.Id).OrderBy(revision => revision.Revision).ToListAsync(cancellationToken);
        var ids = subgroups.Keys.ToArray();
        var alerts = await context.Alerts.AsNoTracking().Where(alert => alert.ModelId == model.Id && ids.Contains(alert.SubgroupId) && alert.OpenedFor <= to).ToListAsync(cancellationToken);
        var held = await context.PendingDays.AsNoTracking()
            .Where(day => day.ModelId == model.Id && day.Hold != null && day.Day >= from && day.Day <= to)
            .Select(day => new { day.Day, Hold = day.Hold!.Value })
            .ToListAsync(cancellationToken);
        var names = new SubgroupNames(definition.Dimensions);
        return
        [
            .. Definitions([.. revisions.Select(revision => (revision.TryReadDefinition(), Local(revision.AppliedAt, zone)))])
                .Concat(alerts.SelectMany(alert => Of(alert, names.Of(subgroups[alert.SubgroupId]), zone)))
                .Concat(held.Select(day => new TrendEvent(day.Day, TrendEventKind.HeldDay, $"The encounters of this day are held back. {HeldDayWords.Of(day.Hold)}")))
                .Where(happened => happened.Day >= from && happened.Day <= to)
                .OrderBy(happened => happened.Day)
                .ThenBy(happened => happened.Kind),
        ];
    }

    /// <param name="revisions">Ascending, each with the local day on which it was applied; one that cannot be read is null and tells nothing.</param>
    public static IEnumerable<TrendEvent> Definitions(IReadOnlyList<(ModelDefinition? Definition, DateOnly Applied)> revisions)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        ModelDefinition? before = null;
        foreach (var (definition, applied) in revisions)
        {
            if (definition is null)
                continue;
            if (before is null && definition.Effective is { } first)
                yield return new TrendEvent(first, TrendEventKind.Version, $"Version {definition.Version} of the model in use from this day on.");
            else if (before is not null && (before.Version != definition.Version || before.Effective != definition.Effective))
                yield return new TrendEvent(definition.Effective ?? applied, TrendEventKind.Version, $"Version {definition.Version} of the model in use from this day on{(before.Version == definition.Version ? null : $", after {before.Version}")}.");
            if (before is not null && before.Threshold != definition.Threshold)
            {
                yield return new TrendEvent(
                    applied, TrendEventKind.Threshold,
                    $"Decision threshold changed from {Thresholds.Text(before)} to {Thresholds.Text(definition)}; earlier days are counted by the new one too.");
            }

            before = definition;
        }
    }

    private static IEnumerable<TrendEvent> Of(Alert alert, string group, TimeZoneInfo zone)
    {
        yield return new TrendEvent(alert.OpenedFor, TrendEventKind.AlertOpened, $"Alert opened: {group}, {alert.RuleName}.");
        if (!alert.IsOpen && (alert.ClosedFor ?? (alert.ClosedAt is { } at ? Local(at, zone) : null)) is { } closed)
        {
            var how = alert.State switch { AlertState.Recovered => "the figures recovered", AlertState.Resolved => "resolved", _ => "dismissed" };
            yield return new TrendEvent(closed, TrendEventKind.AlertClosed, $"Alert closed: {group}, {alert.RuleName} ({how}).");
        }
    }

    private static DateOnly Local(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
}

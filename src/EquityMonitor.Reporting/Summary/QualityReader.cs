using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Words;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>What is known of the data behind a month.</summary>
internal static class QualityReader
{
    /// <param name="samples">All and every single value of the month; empty without encounters.</param>
    /// <param name="rows">Of the subgroup table: who is suppressed there is suppressed here.</param>
    public static async Task<DataQuality> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, MonthPeriod period, IReadOnlyList<SubgroupSample> samples, SummaryRows rows,
        DateTime countsKeptSince, CancellationToken cancellationToken)
    {
        var (from, to) = (period.Scored.From, period.Scored.To);
        var days = await context.EncounterDays.AsNoTracking()
            .Where(day => day.ModelId == modelId && day.Day >= from && day.Day <= to)
            .Select(day => new { day.Rows, day.KnownOutcomes, day.PulledAt })
            .ToListAsync(cancellationToken);
        var isShown = rows.Rows.Count > 0 && rows.Rows[0].SuppressedBecause is null;
        var all = isShown ? samples[0].Own : null;
        return new DataQuality
        {
            Encounters = isShown ? days.Sum(day => (long)day.Rows) : null,
            KnownOutcomes = isShown ? days.Sum(day => (long)day.KnownOutcomes) : null,
            Mature = all?.Mature,
            MatureKnown = all?.Counts.Total,
            Days = period.Scored.Days,
            DaysPulled = days.Count,
            Refused = await RefusedAsync(context, modelId, period, cancellationToken),
            RefusedNote = days.Exists(day => day.PulledAt < countsKeptSince) ? "Counts of refused rows are removed some time after the pull, so those of some days of this month may be gone." : null,
            Unknown = Unknown(definition, rows),
            Held = await HeldAsync(context, modelId, period, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<RefusedRows>> RefusedAsync(MonitorDbContext context, int modelId, MonthPeriod period, CancellationToken cancellationToken)
    {
        var (first, last) = (period.Month.First, period.Month.Last);
        var counts = await context.QuarantineCounts.AsNoTracking()
            .Where(count => count.ModelId == modelId && count.Day >= first && count.Day <= last)
            .GroupBy(count => new { count.Reason, count.Field })
            .Select(group => new { group.Key.Reason, group.Key.Field, Rows = group.Sum(count => (long)count.Rows), Days = group.Count() })
            .ToListAsync(cancellationToken);
        return
        [
            .. counts.OrderByDescending(count => count.Rows).ThenBy(count => count.Reason, StringComparer.Ordinal).ThenBy(count => count.Field, StringComparer.Ordinal)
                .Select(count => new RefusedRows(Enum.TryParse<RejectionReason>(count.Reason, out var reason) ? reason.Text() : count.Reason, count.Field, count.Rows, count.Days)),
        ];
    }

    private static async Task<IReadOnlyList<HeldInMonth>> HeldAsync(MonitorDbContext context, int modelId, MonthPeriod period, CancellationToken cancellationToken)
    {
        var (first, last) = (period.Month.First, period.Month.Last);
        return await context.PendingDays.AsNoTracking()
            .Where(pending => pending.ModelId == modelId && pending.Hold != null && pending.Day >= first && pending.Day <= last)
            .OrderBy(pending => pending.Day)
            .Select(pending => new HeldInMonth(
                pending.Day, pending.Hold!.Value, pending.Since, pending.Rows,
                context.EncounterDays.Where(day => day.ModelId == modelId && day.Day == pending.Day).Select(day => (int?)day.Rows).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    private static UnknownShare[] Unknown(ModelDefinition definition, SummaryRows rows)
    {
        if (rows.Rows.Count == 0)
            return [];
        var names = new SubgroupNames(definition.Dimensions);
        return
        [
            .. definition.Dimensions.Select(dimension =>
            {
                var name = names.Dimension(dimension.Column);
                return rows.Unknown.TryGetValue(dimension.Column, out var missing) && rows.Rows[0].Encounters is { } encounters
                    ? new UnknownShare(dimension.Column, name, (double)missing / encounters, null)
                    : new UnknownShare(dimension.Column, name, null, "small cells");
            }),
        ];
    }
}

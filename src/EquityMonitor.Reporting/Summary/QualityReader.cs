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
        MonitorDbContext context, int modelId, ModelDefinition definition, MonthPeriod period, IReadOnlyList<SubgroupSample> samples, IReadOnlyList<SummaryRow> rows,
        DateTime countsKeptSince, CancellationToken cancellationToken)
    {
        var (from, to) = (period.Scored.From, period.Scored.To);
        var days = await context.EncounterDays.AsNoTracking()
            .Where(day => day.ModelId == modelId && day.Day >= from && day.Day <= to)
            .Select(day => new { day.Rows, day.KnownOutcomes, day.PulledAt })
            .ToListAsync(cancellationToken);
        var isShown = rows.Count > 0 && rows[0].SuppressedBecause is null;
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
            Unknown = Unknown(definition, samples, rows),
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

    private static UnknownShare[] Unknown(ModelDefinition definition, IReadOnlyList<SubgroupSample> samples, IReadOnlyList<SummaryRow> rows)
    {
        if (samples.Count == 0)
            return [];
        var lines = rows.ToDictionary(row => row.Key);
        var all = rows[0];
        var names = new SubgroupNames(definition.Dimensions);
        return
        [
            .. definition.Dimensions.Select(dimension =>
            {
                var key = SubgroupKey.Of(dimension.Column, DimensionDefinition.Unknown);
                var missing = lines.GetValueOrDefault(key);
                var because = (all.SuppressedBecause ?? all.VolumeWithheldBecause ?? missing?.SuppressedBecause ?? missing?.VolumeWithheldBecause) is null ? null : "small cells";
                return new UnknownShare(dimension.Column, names.Of(key).Split(':')[0], because is null ? (double)(missing?.Encounters ?? 0) / all.Encounters!.Value : null, because);
            }),
        ];
    }
}

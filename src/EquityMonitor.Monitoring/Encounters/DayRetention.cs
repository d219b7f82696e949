using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Removes what has outlived its retention. Days of the baseline never do.</summary>
internal static class DayRetention
{
    public static async Task ApplyAsync(
        MonitorDbContext context, ModelInForce model, RetentionOptions options, DateOnly lastDay, DateTime now, CancellationToken cancellationToken)
    {
        var counted = now.AddDays(-options.QuarantineDays);
        await context.QuarantineCounts.Where(count => count.ModelId == model.Id && count.PulledAt < counted).ExecuteDeleteAsync(cancellationToken);
        if (options.FirstKept(lastDay) is not { } firstKept)
            return;

        // Without a baseline, a range that no day can lie in.
        var baseline = model.Definition.Baseline ?? new DateRange(DateOnly.MaxValue, DateOnly.MinValue);
        await context.PendingDays.Where(day => day.ModelId == model.Id && day.Day < firstKept && (day.Day < baseline.From || day.Day > baseline.To))
            .ExecuteDeleteAsync(cancellationToken);
        await context.EncounterDays.Where(day => day.ModelId == model.Id && day.Day < firstKept && (day.Day < baseline.From || day.Day > baseline.To))
            .ExecuteDeleteAsync(cancellationToken);
    }
}

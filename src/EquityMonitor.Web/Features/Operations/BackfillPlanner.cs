using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>What reading a range again would touch.</summary>
/// <param name="StoredDays">Days of the range that are stored.</param>
/// <param name="StoredRows">Their rows.</param>
/// <param name="HeldDays">Days of the range that are held.</param>
public sealed record BackfillPlan(DateRange Days, int StoredDays, long StoredRows, int HeldDays)
{
    public int MissingDays => Days.Days - StoredDays;
}

/// <summary>Looks ahead before a range is read again.</summary>
public sealed class BackfillPlanner(IDbContextFactory<MonitorDbContext> contexts, IOptions<RetentionOptions> retention)
{
    public BackfillRange RangeOf(ModelStatus model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new BackfillRange(model.Yesterday, retention.Value.FirstKept(model.Yesterday), model.Definition?.Baseline);
    }

    public async Task<BackfillPlan> PlanAsync(int modelId, DateRange days, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.EncounterDays.Where(day => day.ModelId == modelId && day.Day >= days.From && day.Day <= days.To)
            .Select(day => day.Rows).ToListAsync(cancellationToken);
        var held = await context.PendingDays.CountAsync(day => day.ModelId == modelId && day.Hold != null && day.Day >= days.From && day.Day <= days.To, cancellationToken);
        return new BackfillPlan(days, stored.Count, stored.Sum(rows => (long)rows), held);
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The zone in which moments are shown that belong to no single model: that of the models where they agree, else UTC.</summary>
public static class SiteZone
{
    public static async Task<TimeZoneInfo> OfAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var models = await context.Models.AsNoTracking().ToListAsync(cancellationToken);
        var zones = models.Select(model => model.TryReadDefinition(out _)?.Time?.Zone).OfType<TimeZoneInfo>().DistinctBy(zone => zone.Id, StringComparer.Ordinal).ToList();
        return zones.Count == 1 ? zones[0] : TimeZoneInfo.Utc;
    }
}

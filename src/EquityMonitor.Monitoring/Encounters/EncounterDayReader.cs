using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Reads stored encounter days.</summary>
public sealed class EncounterDayReader(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <summary>The stored days of a range, ascending. Days without content in force are left out; days known to be empty have no rows.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, EncounterColumns Columns)>> ReadAsync(int modelId, DateRange days, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = context.EncounterDayContents
            .Where(content => content.ModelId == modelId && content.Day >= days.From && content.Day <= days.To)
            .OrderBy(content => content.Day)
            .Select(content => new { content.Day, content.Arrow });
        var contents = await stored.ToListAsync(cancellationToken);
        return [.. contents.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(content => (content.Day, EncounterDayCodec.Decode(content.Arrow)))];
    }
}

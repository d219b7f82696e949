using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Components.Theme;

/// <summary>Reads the values that all models know. Over all of them, so that a group has one colour whichever model is looked at.</summary>
public sealed class GroupSlotsReader(IDbContextFactory<MonitorDbContext> contexts, FaultLog faults)
{
    public async Task<GroupSlots> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);

            // In the order of their numbers: a value that appears later leaves the colours of the others alone.
            var keys = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.Order == 1).OrderBy(subgroup => subgroup.Id).Select(subgroup => subgroup.Key).ToListAsync(cancellationToken);
            return GroupSlots.Of(keys.Select(SubgroupKey.Parse));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Colours are no reason to show no page.
            faults.Record(exception, "the colours of groups");
            return GroupSlots.None;
        }
    }
}

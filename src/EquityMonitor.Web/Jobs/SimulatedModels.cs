using System.Data.Common;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Jobs;

/// <summary>The models that the simulation registered. They stay when it is turned off, and must not be taken for models of real patients then.</summary>
public sealed class SimulatedModels(IDbContextFactory<MonitorDbContext> contexts, IOptions<SimulationOptions> simulation, ILogger<SimulatedModels> logger)
{
    /// <summary>Who the simulation says it is when it applies its definitions.</summary>
    internal const string Origin = "simulation";

    // Models are never removed.
    private volatile bool _seen;

    /// <summary>Whether simulated data may be on screen.</summary>
    public async ValueTask<bool> ArePresentAsync(CancellationToken cancellationToken)
    {
        if (simulation.Value.Enabled || _seen)
            return true;
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            _seen = await Keys(context).AnyAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            // Nothing else can be shown then, either; the page that explains the failure must still appear.
            logger.LogError(exception, "Whether there are simulated models could not be read");
        }

        return _seen;
    }

    /// <summary>Keys of simulated models while the simulation is off: no day comes any more, so there is nothing to run every night.</summary>
    public async Task<IReadOnlySet<string>> LeftBehindAsync(CancellationToken cancellationToken)
    {
        if (simulation.Value.Enabled)
            return new HashSet<string>(StringComparer.Ordinal);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await Keys(context).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    private static IQueryable<string> Keys(MonitorDbContext context) =>
        from revision in context.DefinitionRevisions
        where revision.Revision == 1 && revision.AppliedBy == Origin
        join model in context.Models on revision.ModelId equals model.Id
        select model.Key;
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Reads one model for its page and its files.</summary>
public sealed class ModelReader(IDbContextFactory<MonitorDbContext> contexts, HeaderReader headers, PerformanceReader performance, ILogger<ModelReader> logger) : IModelReader
{
    public async Task<ModelPageView> ReadAsync(ModelQuery query, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().FirstOrDefaultAsync(row => row.Key == query.Key, cancellationToken);
        if (model is null)
        {
            var others = await context.Models.AsNoTracking().OrderBy(row => row.Name).Select(row => new ModelName(row.Key, row.Name)).ToListAsync(cancellationToken);
            return new ModelPageView(query.Key, null, null) { Others = others };
        }

        ModelDefinition definition;
        try
        {
            definition = model.ReadDefinition();
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return new ModelPageView(query.Key, null, null) { Problem = "the stored definition cannot be read by this version of EquityMonitor; import it again" };
        }

        var (header, concern) = await headers.ReadAsync(context, model, definition, showSmallCells, cancellationToken);
        return new ModelPageView(query.Key, header, await performance.ReadAsync(context, model, definition, query, concern, showSmallCells, cancellationToken));
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

/// <summary>Finds the model of an address, or says which there are.</summary>
internal static class ModelCatalogue
{
    public static async Task<AskedModel> FindAsync(HttpContext http, MonitorDbContext context, string key, CancellationToken cancellationToken)
    {
        if (await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == key, cancellationToken) is not { } model)
            return new AskedModel(null, null, ApiProblem.NoModel(http, key, await KeysAsync(context, cancellationToken)));
        try
        {
            return new AskedModel(model, model.ReadDefinition(), null);
        }
        catch (InvalidOperationException)
        {
            return new AskedModel(null, null, ApiProblem.Of(
                http, StatusCodes.Status500InternalServerError, $"The stored definition of '{key}' cannot be read by this version of EquityMonitor.",
                "An administrator imports it again on the page /administration/models."));
        }
    }

    public static async Task<IReadOnlyList<string>> KeysAsync(MonitorDbContext context, CancellationToken cancellationToken) =>
        await context.Models.AsNoTracking().OrderBy(model => model.Key).Select(model => model.Key).ToListAsync(cancellationToken);
}

/// <summary>A model with its definition, or why there is none.</summary>
internal sealed record AskedModel(Model? Model, ModelDefinition? Definition, ProblemHttpResult? Problem);

using System.Security.Claims;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The trend of the model page as a file, under the query of the page itself.</summary>
public static class ModelEndpoints
{
    public static void MapModelFiles(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/models/{key}/trend.csv", async (HttpRequest request, string key, IModelReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        {
            var showSmallCells = (await authorization.AuthorizeAsync(person, Policies.SmallCells)).Succeeded;
            var view = await reader.ReadAsync(ModelQuery.Of(key, request.Query), showSmallCells, cancellationToken);
            return view.Performance is { } performance ? CsvFile.Of(ModelTables.Trend(performance.Trend), $"{key}-trend") : Results.NotFound();
        }).RequireAuthorization(Policies.Viewer);
    }
}

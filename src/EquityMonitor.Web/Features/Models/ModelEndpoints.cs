using System.Security.Claims;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The charts of the model page as files, under the query of the page itself.</summary>
public static class ModelEndpoints
{
    public static void MapModelFiles(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/models/{key}/trend.csv", (HttpRequest request, string key, IModelReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            FileAsync(request, key, reader, authorization, person, view => ModelTables.Trend(view.Trend), $"{key}-trend", cancellationToken)).RequireAuthorization(Policies.Viewer);
        routes.MapGet("/models/{key}/drift.csv", (HttpRequest request, string key, string? measure, IModelReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            FileAsync(request, key, reader, authorization, person, view => ModelTables.Measures([.. view.Measures.Where(candidate => measure is null || candidate.Key == measure)]), $"{key}-drift", cancellationToken))
            .RequireAuthorization(Policies.Viewer);
    }

    private static async Task<IResult> FileAsync(
        HttpRequest request, string key, IModelReader reader, IAuthorizationService authorization, ClaimsPrincipal person,
        Func<PerformanceView, Reporting.Tables.DataTable> table, string name, CancellationToken cancellationToken)
    {
        var showSmallCells = (await authorization.AuthorizeAsync(person, Policies.SmallCells)).Succeeded;
        var view = await reader.ReadAsync(ModelQuery.Of(key, request.Query), showSmallCells, cancellationToken);
        return view.Performance is { } performance ? CsvFile.Of(table(performance), name) : Results.NotFound();
    }
}

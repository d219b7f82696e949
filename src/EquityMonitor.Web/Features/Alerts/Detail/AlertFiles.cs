using System.Globalization;
using System.Security.Claims;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>What the page of an alert draws, as files.</summary>
public static class AlertFiles
{
    public static void MapAlertFiles(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/alerts/{id:int}/trend.csv", async (int id, IAlertDetailReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        {
            var showSmallCells = (await authorization.AuthorizeAsync(person, Policies.SmallCells)).Succeeded;
            var view = await reader.ReadAsync(id, showSmallCells, cancellationToken);
            return view.Alert?.Trend is { } trend ? CsvFile.Of(ModelTables.Trend(trend), string.Create(CultureInfo.InvariantCulture, $"alert-{id}-trend")) : Results.NotFound();
        }).RequireAuthorization(Policies.Viewer);
    }

    public static string TrendAddress(int id) => string.Create(CultureInfo.InvariantCulture, $"/alerts/{id}/trend.csv");
}

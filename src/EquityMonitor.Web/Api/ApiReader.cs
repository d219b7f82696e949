using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Api;

/// <summary>What the person of a request may see.</summary>
internal static class ApiReader
{
    /// <summary>Figures that rest on few patients.</summary>
    public static async Task<bool> ShowsSmallCellsAsync(this IAuthorizationService authorization, HttpContext context) =>
        (await authorization.AuthorizeAsync(context.User, Policies.SmallCells)).Succeeded;
}

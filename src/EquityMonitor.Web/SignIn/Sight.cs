using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace EquityMonitor.Web.SignIn;

/// <summary>What the person of a circuit may see.</summary>
public sealed class Sight(AuthenticationStateProvider authentication, IAuthorizationService authorization)
{
    /// <summary>Figures that rest on few patients.</summary>
    public async Task<bool> ShowsSmallCellsAsync() =>
        (await authorization.AuthorizeAsync((await authentication.GetAuthenticationStateAsync()).User, Policies.SmallCells)).Succeeded;
}

using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.SignIn;

/// <summary>Where a person without a session arrives.</summary>
public sealed partial class SignInPage
{
    [Inject]
    public required SignInSettings Settings { get; set; }

    [SupplyParameterFromQuery(Name = SignInSetup.ReturnUrlParameter)]
    public string? ReturnUrl { get; set; }
}

using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace EquityMonitor.Web.SignIn;

/// <summary>Asks every few minutes whether the sign-in that a circuit was opened with still holds; the pages lose their person when it does not.</summary>
public sealed class SessionRevalidation(ILoggerFactory loggers, Sessions sessions, SignInSettings settings) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => settings.SessionCheck;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authenticationState);
        return Task.FromResult(sessions.IsCurrent(authenticationState.User));
    }
}

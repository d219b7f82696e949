using EquityMonitor.Monitoring.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace EquityMonitor.Web.SignIn;

/// <summary>Who acts in a circuit. Asked in every handler that changes something: a button that was drawn earlier proves nothing.</summary>
public sealed class ActingPerson(AuthenticationStateProvider authentication, IAuthorizationService authorization, Sessions sessions)
{
    public async Task<ActingAs> AskAsync(string policy)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        if (!sessions.IsCurrent(person))
            return new(null, "Your sign-in has ended. Nothing was done. Load the page again to sign in.");
        if (!(await authorization.AuthorizeAsync(person, policy)).Succeeded)
            return new(null, "Your role does not permit this. Nothing was done.");
        return person.ToPerson() is { } known
            ? new(known, null)
            : new(null, "Your account has no name that could be recorded. Ask an administrator to map one.");
    }
}

/// <param name="Person">Null when the person may not do it.</param>
/// <param name="Refusal">Why not; null when the person may.</param>
public sealed record ActingAs(Person? Person, string? Refusal)
{
    /// <summary>For the record of what is done.</summary>
    public string? Name => Person?.Name;
}

using System.Security.Claims;
using EquityMonitor.Monitoring.Audit;

namespace EquityMonitor.Web.SignIn;

internal static class PersonClaims
{
    /// <summary>The claim by which an identity provider knows an account; it never gives it to another one.</summary>
    private const string Subject = "sub";

    /// <summary>Null when the account has no name that could be recorded. The people of the demo have nothing but their name.</summary>
    public static Person? ToPerson(this ClaimsPrincipal principal) => principal.Identity?.Name is { Length: > 0 } name
        ? new Person(name, principal.FindFirst(Subject)?.Value is { Length: > 0 and <= Person.KeyLength } key ? key : name)
        : null;
}

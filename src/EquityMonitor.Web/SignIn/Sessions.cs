using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;

namespace EquityMonitor.Web.SignIn;

/// <summary>
/// How long a sign-in holds. A circuit keeps the person that it was opened with and would outlive the cookie, so the ticket's expiry and a number of the sign-in
/// travel with the person as claims, and are asked again. What was signed out is known to this process until its cookies have expired in any case.
/// </summary>
public sealed class Sessions(TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(8);

    internal const string IdClaim = "equitymonitor:session";
    internal const string ExpiryClaim = "equitymonitor:expires";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>A person signs in: the sign-in gets its number.</summary>
    public static void Begin(ClaimsIdentity identity) => Replace(identity, IdClaim, Guid.NewGuid().ToString("N"));

    /// <summary>For each request: writes down until when the ticket holds.</summary>
    /// <returns>False when the sign-in has ended.</returns>
    public bool Admit(ClaimsPrincipal? person, DateTimeOffset? expires)
    {
        if (person?.Identity is not ClaimsIdentity identity || expires is not { } end)
            return false;
        Replace(identity, ExpiryClaim, end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return IsCurrent(person);
    }

    /// <summary>Whether the sign-in still holds. One that does not say so does not.</summary>
    public bool IsCurrent(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.FindFirst(IdClaim) is { } id
            && !_ended.ContainsKey(id.Value)
            && long.TryParse(person.FindFirst(ExpiryClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            && clock.GetUtcNow().ToUnixTimeSeconds() < expires;
    }

    /// <summary>The person signs out, in whichever window: copies of the cookie and open circuits end with it.</summary>
    public void End(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var now = clock.GetUtcNow();
        foreach (var (id, until) in _ended)
        {
            if (until <= now)
                _ended.TryRemove(id, out _);
        }

        // A refused ticket is not renewed, so none lasts longer than this.
        if (person.FindFirst(IdClaim) is { } ended)
            _ended[ended.Value] = now + Length;
    }

    private static void Replace(ClaimsIdentity identity, string type, string value)
    {
        foreach (var claim in identity.FindAll(type).ToList())
            identity.RemoveClaim(claim);
        identity.AddClaim(new Claim(type, value));
    }
}

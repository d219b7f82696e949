using System.Globalization;
using System.Security.Claims;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Tests.Features;

/// <summary>What a person carries whose request was admitted.</summary>
internal static class SignedIn
{
    public static Claim[] Claims(string session, DateTime untilUtc) =>
    [
        new(Sessions.IdClaim, session), new(Sessions.ExpiryClaim, new DateTimeOffset(untilUtc).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];
}

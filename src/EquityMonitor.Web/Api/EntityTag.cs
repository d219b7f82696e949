using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Reporting.Suppression;
using Microsoft.Net.Http.Headers;

namespace EquityMonitor.Web.Api;

/// <summary>
/// A tag of everything that an answer is made from: fingerprints and versions of what is stored, the address, what the reader may see, which counts are small, and this build of the
/// program. Equal tags promise an equal answer, so that it need not be made again.
/// </summary>
internal sealed class EntityTag
{
    private static readonly string Build = typeof(EntityTag).Module.ModuleVersionId.ToString("N");

    private readonly StringBuilder _parts = new(Build);

    private EntityTag()
    {
    }

    public static EntityTag Of(HttpContext context, bool showsSmallCells)
    {
        var request = context.Request;
        return new EntityTag().With($"{request.Path}{request.QueryString}", showsSmallCells, SmallCount.Largest);
    }

    public EntityTag With(params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
            _parts.Append('|').Append(Convert.ToString(part, CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Writes the tag to the answer.</summary>
    /// <returns>Whether the reader has this very answer already.</returns>
    public bool IsKnownTo(HttpContext context)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_parts.ToString())).AsSpan(0, 16))}\"", isWeak: true);
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;

        // To be asked for each time: rows change at night, and a sign-in may end.
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        context.Response.Headers.Vary = "Cookie";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}

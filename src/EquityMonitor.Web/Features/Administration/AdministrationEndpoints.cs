using System.Globalization;
using System.Text;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Administration.Trail;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The downloads of the administration.</summary>
public static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/administration/models/{key}/definition.yaml", DefinitionAsync).RequireAuthorization(Policies.Administrator);
        routes.MapGet("/administration/audit.csv", AuditAsync).RequireAuthorization(Policies.Administrator);
    }

    /// <summary>Where the definition of a model is downloaded.</summary>
    /// <param name="revision">Null for the one in force.</param>
    public static string DefinitionAddress(string modelKey, int? revision = null) =>
        $"/administration/models/{Uri.EscapeDataString(modelKey)}/definition.yaml{(revision is { } number ? string.Create(CultureInfo.InvariantCulture, $"?revision={number}") : null)}";

    /// <summary>The text that was applied, comments included: importing it again changes nothing.</summary>
    private static async Task<IResult> DefinitionAsync(string key, int? revision, IDefinitionReader reader, CancellationToken cancellationToken) =>
        await reader.TextAsync(key, revision, cancellationToken) is { } found
            ? Results.File(Encoding.UTF8.GetBytes(found.Yaml), "application/yaml; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{key}-revision-{found.Revision}.yaml"))
            : Results.NotFound();

    private static async Task<IResult> AuditAsync(string? who, string? subject, string? from, string? to, IAuditReader reader, CancellationToken cancellationToken) =>
        CsvFile.Of(AuditTable.Of(await reader.AllAsync(AuditFilter.Of(who, subject, from, to), cancellationToken)), "audit-trail");
}

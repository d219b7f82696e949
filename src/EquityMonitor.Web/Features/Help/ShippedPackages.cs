using System.Text.Json;

namespace EquityMonitor.Web.Features.Help;

/// <param name="Licence">Null when nobody has written it down.</param>
public sealed record ShippedPackage(string Name, string Version, string? Licence);

/// <summary>The packages of the web program and the command line in the versions that were resolved: their lock files travel inside this assembly.</summary>
public static class ShippedPackages
{
    private static readonly string[] LockFiles = ["web.lock.json", "cli.lock.json"];

    private static readonly Lazy<IReadOnlyList<ShippedPackage>> Read = new(() => [.. LockFiles.SelectMany(Resolved)
        .Where(package => !Licences.BuildOnly.Contains(package.Name))
        .DistinctBy(package => (package.Name.ToUpperInvariant(), package.Version))
        .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)
        .Select(package => new ShippedPackage(package.Name, package.Version, Licences.Of(package.Name)))]);

    public static IReadOnlyList<ShippedPackage> All => Read.Value;

    private static IEnumerable<(string Name, string Version)> Resolved(string file)
    {
        using var stream = typeof(ShippedPackages).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The assembly lacks {file}.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!))];
    }
}

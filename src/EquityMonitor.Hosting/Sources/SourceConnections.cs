using EquityMonitor.Monitoring.Sources;
using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Hosting.Sources;

/// <summary>Connection strings of sources by name, and where relative paths in them lead.</summary>
/// <param name="resolvePath">Makes a relative path absolute, beginning at the data root.</param>
public sealed class SourceConnections(IConfiguration configuration, Func<string, string> resolvePath)
{
    /// <exception cref="SourceException">There is none of that name.</exception>
    public string Get(string name) => configuration.GetConnectionString(name) is { Length: > 0 } text
        ? text
        : throw new SourceException($"There is no connection named '{name}'. Write its connection string into the configuration under ConnectionStrings:{name} (as an environment variable ConnectionStrings__{name}).");

    public string ResolvePath(string path) => resolvePath(path);

    /// <summary><c>Sources:DuckDb:AllowedFolders</c>; data/sources below the data root when there is none, which is made where it is missing.</summary>
    public IReadOnlyList<string> AllowedFolders()
    {
        if (DuckDbOptions.Configured(configuration) is { Count: > 0 } folders)
            return [.. folders.Select(folder => Full(folder.Value))];
        var standard = Full(DuckDbOptions.StandardFolder);
        MonitorPaths.CreateFolder(standard);
        return [standard];
    }

    private string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(resolvePath(folder)));
}

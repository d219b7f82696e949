using EquityMonitor.Db.Sqlite;
using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Hosting.Sources;

/// <summary>The folders in which a query may read files. None of them may hold what only the monitor itself may read.</summary>
public sealed class DuckDbOptions : CheckedOptions
{
    /// <summary>Apart from everything else in the data folder.</summary>
    public const string StandardFolder = "data/sources";

    private const string FoldersKey = "Sources:DuckDb:AllowedFolders";

    /// <summary>Sources__DuckDb__AllowedFolders, resolved; empty leaves it to <see cref="StandardFolder"/>.</summary>
    public IReadOnlyList<string> Folders { get; private set; } = [];

    /// <summary>The configured folders with the whole keys that they stand under.</summary>
    internal static IReadOnlyList<(string Key, string Value)> Configured(IConfiguration configuration) =>
        [.. configuration.GetSection(FoldersKey).GetChildren().Where(child => !string.IsNullOrWhiteSpace(child.Value)).Select(child => (child.Path, child.Value!.Trim()))];

    internal void Read(IConfiguration configuration, MonitorPaths paths, DatabaseOptions database, PrivacyOptions privacy)
    {
        var settings = new Settings(configuration, Problems);
        var configured = Configured(configuration);
        Folders = [.. configured.Select(folder => paths.Resolve(folder.Value))];
        foreach (var (key, value) in configured)
        {
            var folder = paths.Resolve(value);
            if (Secrets(paths, database, privacy).Where(secret => Holds(folder, secret.Path) || (secret.IsFolder && Holds(secret.Path, folder))).Select(secret => secret.Name).ToList() is { Count: > 0 } held)
                settings.Refuse(key, value, $"a query could read {string.Join(" and ", held)} there; write a folder that holds nothing but files of the source, for example {StandardFolder}");
        }
    }

    private static IEnumerable<(string Path, string Name, bool IsFolder)> Secrets(MonitorPaths paths, DatabaseOptions database, PrivacyOptions privacy)
    {
        if (privacy.HashKeyFile.Length > 0)
            yield return (privacy.HashKeyFile, "the hash key", false);
        yield return (paths.SessionKeys, "the session keys", true);
        if (database.IsEmbedded && SqliteDatabase.FileOf(database.ConnectionString) is { } file)
            yield return (paths.Resolve(file), "the monitor database", false);
    }

    /// <summary>Both as written and where links lead.</summary>
    private static bool Holds(string folder, string path) => Within(folder, path) || Within(Target(folder), Target(path));

    private static bool Within(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    /// <summary>The path with every link in it followed, as far as it exists.</summary>
    private static string Target(string path)
    {
        if (Path.GetDirectoryName(path) is not { } above)
            return path;
        var here = Path.Combine(Target(above), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.Exists && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : here;
    }
}

using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Hosting;

/// <summary>Where the program keeps its files. Relative paths in the configuration of every host mean the same file, wherever it was started from.</summary>
public sealed class MonitorPaths
{
    public const string RootKey = "Data:Root";

    private const string Solution = "EquityMonitor.sln";

    private MonitorPaths(string root) => Root = Path.GetFullPath(root);

    /// <summary>Data__Root; else the folder above the program that holds EquityMonitor.sln; else the program's own folder.</summary>
    public string Root { get; }

    /// <summary>The folder "data" in the root.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>The keys that sign-in cookies are protected with.</summary>
    public string SessionKeys => Path.Combine(Data, "session-keys");

    public static MonitorPaths From(IConfiguration configuration, string? programFolder = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var configured = configuration[RootKey];
        return new(string.IsNullOrWhiteSpace(configured) ? Above(programFolder ?? AppContext.BaseDirectory) : configured);
    }

    /// <summary>A relative path within the root; an absolute one unchanged.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Root);

    /// <summary>Creates a folder for its owner alone where it does not exist: what lies below is protected health information.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // Folders above that are missing would get the mode of everybody's files.
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } above)
            CreateFolder(above);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Above(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, Solution)))
                return candidate.FullName;
        }

        return folder;
    }
}

using Microsoft.Data.Sqlite;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>A data root of its own, removed on dispose.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("equitymonitor-e2e-").FullName;

    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A folder with everything that another one holds; no process may be writing there.</summary>
    public static TemporaryFolder CopyOf(string source)
    {
        var copy = new TemporaryFolder();
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(copy.File(System.IO.Path.GetRelativePath(source, folder)));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            System.IO.File.Copy(file, copy.File(System.IO.Path.GetRelativePath(source, file)));
        return copy;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}

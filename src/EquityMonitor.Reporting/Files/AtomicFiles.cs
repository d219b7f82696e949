namespace EquityMonitor.Reporting.Files;

/// <summary>Files that appear together or not at all: each is written under a temporary name beside its place and renamed when the last one is complete.</summary>
public static class AtomicFiles
{
    /// <param name="folder">Created when it does not exist.</param>
    /// <param name="files">Name, and what writes its content.</param>
    /// <exception cref="IOException">The folder or a file cannot be written; nothing of the new content is left.</exception>
    public static async Task WriteAsync(
        string folder,
        IReadOnlyList<(string Name, Func<Stream, CancellationToken, Task> Write)> files,
        CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var suffix = $".{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
        var written = new List<string>();
        try
        {
            foreach (var (name, write) in files)
            {
                var temporary = Path.Combine(folder, "." + name + suffix);
                written.Add(temporary);
                await using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
                await write(stream, ct);
                await stream.FlushAsync(ct);
                stream.Flush(flushToDisk: true);
            }

            ct.ThrowIfCancellationRequested();
            foreach (var (name, _) in files)
                File.Move(Path.Combine(folder, "." + name + suffix), Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            foreach (var temporary in written)
                File.Delete(temporary);
        }
    }
}

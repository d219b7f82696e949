using System.IO.Compression;
using System.Text;

namespace EquityMonitor.Reporting.Tables;

/// <summary>Tables as CSV files in a zip archive, with a README. The same content gives the same bytes: entries carry no time of their own.</summary>
public static class TableArchive
{
    /// <summary>The earliest a zip archive can say.</summary>
    internal static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="tables">Each becomes a file of its name.</param>
    /// <param name="readMe">What the archive is, in plain text.</param>
    /// <param name="stream">Written from its position; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IReadOnlyList<DataTable> tables, string readMe, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);

        // Built in memory: an archive seeks back, which a download cannot.
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var entry = Entry(archive, "README.txt"))
                await entry.WriteAsync(Encoding.UTF8.GetBytes(readMe), cancellationToken);
            foreach (var table in tables)
            {
                await using var entry = Entry(archive, $"{FileName(table.Name)}.csv");
                await TableCsv.WriteAsync(table, entry, cancellationToken);
            }
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(stream, cancellationToken);
    }

    private static Stream Entry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    /// <summary>"Refused rows" becomes "refused-rows".</summary>
    private static string FileName(string table) =>
        new([.. table.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-')]);
}

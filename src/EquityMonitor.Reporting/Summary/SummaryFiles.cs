using System.Text;
using EquityMonitor.Reporting.Files;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Summary;

/// <summary>A summary as files. The same content gives the same bytes.</summary>
public static class SummaryFiles
{
    public static Task WriteZipAsync(MonthlySummary summary, Stream stream, CancellationToken cancellationToken) =>
        TableArchive.WriteAsync(SummaryTables.Of(summary), ReadMe(summary), stream, cancellationToken);

    public static Task WriteWorkbookAsync(MonthlySummary summary, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return TableWorkbook.WriteAsync(SummaryTables.Of(summary), $"Monthly summary: {summary.Title}", summary.ProducedAt, stream, cancellationToken);
    }

    /// <summary>Both files into a folder, together or not at all.</summary>
    public static Task WriteAsync(MonthlySummary summary, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return AtomicFiles.WriteAsync(
            folder,
            [
                ($"{summary.FileName}.zip", (stream, ct) => WriteZipAsync(summary, stream, ct)),
                ($"{summary.FileName}.xlsx", (stream, ct) => WriteWorkbookAsync(summary, stream, ct)),
            ],
            cancellationToken);
    }

    /// <summary>What lies in the archive, in plain text.</summary>
    internal static string ReadMe(MonthlySummary summary)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line.Replace(Formats.Space, " ", StringComparison.Ordinal)).Append('\n');
        Line($"Monthly summary: {summary.Title}");
        Line(SummaryHeadline.Of(summary));
        Line();
        foreach (var model in summary.Models)
        {
            Line($"{model.Name} ({model.Key}), {SummaryWords.Of(model.Period.State)}");
            foreach (var finding in SummaryHeadline.Findings(model))
                Line($"  {finding.Rule}: {finding.Text}");
            if (SummaryHeadline.Maturity(model) is { } maturity)
                Line($"  {maturity}");
            foreach (var note in SummaryNotes.Of(model))
                Line($"  {note}");
            if (model.Content is { } content)
                Line($"  Fingerprint of the data: {content}");
        }

        Line();
        foreach (var (title, note) in SummaryNotes.Of(summary))
            Line($"{title}: {note}");
        Line();
        Line("Files: comma-separated, UTF-8, dates as ISO 8601, shares between 0 and 1, one file per table. An empty cell beside a reason is suppressed or not estimable; it is never zero. A text that a spreadsheet could take for a formula has an apostrophe in front.");
        Line($"Produced {Formats.Moment(summary.ProducedAt, TimeZoneInfo.Utc)} UTC by {MonthlySummary.Program}.");
        return text.ToString();
    }
}

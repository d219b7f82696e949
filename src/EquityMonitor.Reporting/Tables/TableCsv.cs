using System.Globalization;
using CsvHelper;

namespace EquityMonitor.Reporting.Tables;

/// <summary>A table as CSV: UTF-8, comma, invariant numbers at full precision, ISO 8601 dates, empty for null; no text that a spreadsheet would run as a formula.</summary>
public static class TableCsv
{
    public static async Task WriteAsync(DataTable table, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        await using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var column in table.Columns)
            csv.WriteField(CsvText.Safe(column.Name));
        await csv.EndRecordAsync(cancellationToken);
        foreach (var row in table.Rows)
        {
            foreach (var cell in row)
                csv.WriteField(Text(cell));
            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string Text(object? cell) => cell switch
    {
        null => string.Empty,
        string text => CsvText.Safe(text),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "A cell holds a text, a number, a day or a moment."),
    };
}

using EquityMonitor.Reporting.Tables;

namespace EquityMonitor.Web.Exports;

/// <summary>A table as a download.</summary>
public static class CsvFile
{
    /// <param name="name">Of the file, without its ending.</param>
    public static IResult Of(DataTable table, string name) => Results.Stream(
        async stream =>
        {
            // The table is written at once: a connection that breaks ends the writing by itself.
            await TableCsv.WriteAsync(table, stream, CancellationToken.None);
        },
        "text/csv; charset=utf-8",
        $"{name}.csv");
}

using EquityMonitor.Reporting.Summary;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>Where the summary of a month and a model is read and taken away.</summary>
public static class SummaryAddress
{
    public const string List = "/summaries";

    /// <param name="month">The month.</param>
    /// <param name="modelKey">Null for all models.</param>
    public static string Page(CalendarMonth month, string? modelKey) => $"{List}/{month}{Query(modelKey)}";

    public static string Zip(CalendarMonth month, string? modelKey) => $"{List}/{month}/summary.zip{Query(modelKey)}";

    public static string Workbook(CalendarMonth month, string? modelKey) => $"{List}/{month}/summary.xlsx{Query(modelKey)}";

    private static string? Query(string? modelKey) => modelKey is null ? null : $"?model={Uri.EscapeDataString(modelKey)}";
}

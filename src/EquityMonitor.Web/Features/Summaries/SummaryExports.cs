using EquityMonitor.Reporting.Summary;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>Summaries as files. Whoever may read summaries may take them away; small cells are gone from them whoever asks.</summary>
public static class SummaryExports
{
    public static void MapSummaryExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/summaries/{month}/summary.zip", (string month, string? model, IMonthlySummaryReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            FileAsync(reader, month, model, SummaryFiles.WriteZipAsync, "application/zip", "zip", response, cancellationToken)).RequireAuthorization(Policies.Governance);
        app.MapGet("/summaries/{month}/summary.xlsx", (string month, string? model, IMonthlySummaryReader reader, HttpResponse response, CancellationToken cancellationToken) =>
            FileAsync(
                reader, month, model, SummaryFiles.WriteWorkbookAsync, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", response, cancellationToken))
            .RequireAuthorization(Policies.Governance);
    }

    private static async Task<IResult> FileAsync(
        IMonthlySummaryReader reader, string monthText, string? modelKey, Func<MonthlySummary, Stream, CancellationToken, Task> write, string contentType, string ending,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (CalendarMonth.Parse(monthText) is not { } month
            || await reader.ReadAsync(month, string.IsNullOrEmpty(modelKey) ? null : modelKey, null, cancellationToken) is not { HasFigures: true } summary)
            return Results.NotFound();
        var file = new MemoryStream();
        await write(summary, file, cancellationToken);
        file.Position = 0;
        response.Headers.CacheControl = "no-store";
        return Results.File(file, contentType, $"{summary.FileName}.{ending}");
    }
}

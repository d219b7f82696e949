using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>What Operations shows, as files.</summary>
public static class OperationsDownloads
{
    private const string RefusedPattern = "/operations/{key}/refused-rows.csv";

    public static string RefusedHref(string modelKey) => RefusedPattern.Replace("{key}", Uri.EscapeDataString(modelKey), StringComparison.Ordinal);

    public static void MapOperationsDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(RefusedPattern, RefusedAsync).RequireAuthorization(Policies.Operations);

    private static async Task<IResult> RefusedAsync(string key, IDbContextFactory<MonitorDbContext> contexts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.Where(model => model.Key == key).Select(model => (int?)model.Id).SingleOrDefaultAsync(cancellationToken) is not { } id)
            return Results.NotFound();
        var counts = await context.QuarantineCounts.AsNoTracking().Where(count => count.ModelId == id)
            .OrderBy(count => count.Day).ThenBy(count => count.Reason).ThenBy(count => count.Field).ToListAsync(cancellationToken);
        var table = new DataTable(
            "Refused rows",
            [DataColumn.Day("Encounter day"), DataColumn.Text("Reason"), DataColumn.Text("Field"), DataColumn.Count("Rows"), DataColumn.Moment("Pulled at (UTC)")],
            counts.ConvertAll(IReadOnlyList<object?> (count) => [count.Day, RefusedReason.WordsOf(count.Reason), count.Field, count.Rows, count.PulledAt]));
        return CsvFile.Of(table, $"refused-rows-{key}");
    }
}

using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>The subgroups of a model as a download.</summary>
public static class SubgroupFiles
{
    /// <summary>All and the values of dimensions.</summary>
    public const string Singles = "singles";

    /// <summary>The pairs that are below or on watch.</summary>
    public const string Pairs = "pairs";

    public static void MapSubgroupFiles(this IEndpointRouteBuilder app) => app.MapGet("/models/{key}/subgroups.csv", DownloadAsync).RequireAuthorization(Policies.Viewer);

    /// <summary>Of the same day, window and choice as what is on screen.</summary>
    public static string Address(SubgroupsView view, string show, Metric? metric, string? dimension)
    {
        ArgumentNullException.ThrowIfNull(view);
        var day = view.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var address = FormattableString.Invariant($"/models/{Uri.EscapeDataString(view.ModelKey)}/subgroups.csv?window={view.Window}&asOf={day}&show={show}");
        return address + (metric is null ? null : $"&metric={metric.Key}") + (dimension is null ? null : $"&dimension={Uri.EscapeDataString(dimension)}");
    }

    private static async Task<IResult> DownloadAsync(
        string key, int window, DateOnly? asOf, string? metric, string? dimension, string? show, HttpContext context, SubgroupsReader reader, IAuthorizationService authorization)
    {
        if (metric is not null && Stored(metric) is null)
            return Results.Problem($"There is no metric '{metric}'.", statusCode: StatusCodes.Status400BadRequest);
        if (show is not (null or Singles or Pairs))
            return Results.Problem($"Write show={Singles}, show={Pairs}, or leave it out for every subgroup.", statusCode: StatusCodes.Status400BadRequest);
        var showSmallCells = (await authorization.AuthorizeAsync(context.User, Policies.SmallCells)).Succeeded;
        if (await reader.ReadAsync(key, window, asOf, showSmallCells, context.RequestAborted) is not { } view)
            return Results.NotFound();
        if (metric is not null && Stored(metric) is { IsKeptOnRequest: true } asked && !view.Metrics.Contains(asked))
            return Results.Problem(StoredMetrics.NotKept(asked), statusCode: StatusCodes.Status400BadRequest);
        var rows = show == Singles ? view.Singles(dimension) : view.Subgroups.Where(row => (show is null || row.Order == 2) && (dimension is null || row.Order == 0 || row.IsOn(dimension)));
        var table = SubgroupsTable.Of(
            view, rows, metric is null ? null : Stored(metric), show == Pairs ? verdict => verdict.Verdict is Verdict.Below or Verdict.Watch : null);
        return CsvFile.Of(table, FormattableString.Invariant($"{view.ModelKey}-subgroups-{view.AsOf:yyyy-MM-dd}-{view.Window}-days"));
    }

    /// <summary>A metric that points can keep what it needs of.</summary>
    private static Metric? Stored(string key) => Metric.Find(key);
}

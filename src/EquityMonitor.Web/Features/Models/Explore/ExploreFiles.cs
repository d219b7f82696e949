using EquityMonitor.Reporting.Tables;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>What the tab "Explore" shows, as files under the query of the page itself.</summary>
public static class ExploreFiles
{
    public static void MapExploreFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapFile("explore", async (reader, view, token) => ExploreTables.FiguresFile(view, await reader.CalibrationErrorAsync(view.Loaded!.Ready, view.Choice.Group, token)));
        routes.MapFile("roc", (_, view, _) => Task.FromResult(ExploreTables.RocFile(view.Loaded!.Curves)));
        routes.MapFile("precision-recall", (_, view, _) => Task.FromResult(ExploreTables.PrecisionRecallFile(view.Loaded!.Curves)));
    }

    private static void MapFile(this IEndpointRouteBuilder routes, string name, Func<ExploreReader, ExploreView, CancellationToken, Task<DataTable>> table) => routes.MapGet(
        $"/models/{{key}}/{name}.csv",
        async (HttpRequest request, string key, IModelReader models, ExploreReader reader, CancellationToken cancellationToken) =>
        {
            var page = await models.ReadAsync(ModelQuery.Of(key, request.Query), true, cancellationToken);
            if (TabScope.Of(page, true) is not { } scope)
                return Results.NotFound();
            var view = await reader.ReadAsync(scope, ExploreChoice.Of(ExploreQuery.Of(request.Query), scope), null, cancellationToken);
            return view.Loaded is null ? Results.NotFound() : CsvFile.Of(await table(reader, view, cancellationToken), $"{key}-{name}");
        }).RequireAuthorization(Policies.SmallCells);
}

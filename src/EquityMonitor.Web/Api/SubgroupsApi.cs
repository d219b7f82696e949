using System.ComponentModel;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

internal static class SubgroupsApi
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/models/{key}/subgroups", ReadAsync)
        .WithName("getSubgroups").WithTags("Models")
        .WithSummary("Every subgroup on one day")
        .WithDescription("All metrics, counts and verdicts of each subgroup. Pairs are complete on the newest as-of day; on earlier days only those that were followed are stored.")
        .Produces<SubgroupsDto>().Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ReadAsync(
        [Description("Key of the model.")] string key,
        HttpContext http, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization,
        CancellationToken cancellationToken,
        [Description("As-of day; without it, the newest.")] IsoDay? asOf = null,
        [Description("One of the model's windows in days; without it, the longest.")] int? window = null,
        [Description("Dimensions of a subgroup at most: 1 (without it) for single values, 2 for pairs too.")] int? order = null)
    {
        var shows = await authorization.ShowsSmallCellsAsync(http);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await ModelCatalogue.FindAsync(http, context, key, cancellationToken);
        if (found is not { Model: { } model, Definition: { } definition })
            return found.Problem!;
        if (PointsApi.WindowRefusal(http, definition, window) is { } refusal)
            return refusal;
        var most = order ?? 1;
        if (most is < 1 or > 2)
            return ApiProblem.Unknown(http, nameof(order), most.ToString(System.Globalization.CultureInfo.InvariantCulture), ["1", "2"]);

        var days = window ?? definition.Windows[^1];
        var sets = context.PointSets.AsNoTracking().Where(set => set.ModelId == model.Id && set.Window == days);
        var set = asOf is { Value: var day }
            ? await sets.SingleOrDefaultAsync(set => set.AsOf == day, cancellationToken)
            : await sets.OrderByDescending(set => set.AsOf).FirstOrDefaultAsync(cancellationToken);
        if (set is null)
            return await NoDayAsync(http, sets, model, asOf, cancellationToken);

        var points = await context.Points.CountAsync(point => point.ModelId == model.Id && point.Window == days && point.AsOf == set.AsOf, cancellationToken);
        var tag = await EntityTag.Of(http, shows).WithModel(model).WithSets([set]).With(points).WithJudgingAsync(context, model.Id, cancellationToken);
        return tag.IsKnownTo(http)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(await SubgroupQueries.ReadAsync(context, model, definition, set, most, shows, cancellationToken));
    }

    private static async Task<ProblemHttpResult> NoDayAsync(HttpContext http, IQueryable<PointSet> sets, Model model, IsoDay? asOf, CancellationToken cancellationToken)
    {
        var first = await sets.MinAsync(set => (DateOnly?)set.AsOf, cancellationToken);
        var last = await sets.MaxAsync(set => (DateOnly?)set.AsOf, cancellationToken);
        return ApiProblem.Of(
            http, StatusCodes.Status404NotFound, asOf is { } day ? $"There are no results of '{model.Key}' as of {day}." : $"There are no results of '{model.Key}' yet.",
            first is { } from && last is { } to ? $"Results are stored from {new IsoDay(from)} to {new IsoDay(to)}." : "They appear after its first run.");
    }
}

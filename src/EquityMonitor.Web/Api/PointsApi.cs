using System.ComponentModel;
using System.Globalization;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

internal static class PointsApi
{
    /// <summary>As-of days without from.</summary>
    private const int UsualDays = 180;

    /// <summary>Two years and a leap day.</summary>
    private const int MostDays = 731;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/models/{key}/points", ReadAsync)
        .WithName("getPoints").WithTags("Models")
        .WithSummary("A metric over time")
        .WithDescription("Estimates of one metric on each as-of day for All and, with 'dimension', for each of its values. Both date ranges of every day are given.")
        .Produces<PointsDto>().Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ReadAsync(
        [Description("Key of the model.")] string key,
        HttpContext http, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization,
        CancellationToken cancellationToken,
        [Description("Key of the metric, for example sensitivity. Required; an unknown one is answered with the known ones.")] string? metric = null,
        [Description("Key of a dimension, for example language; without it, All alone.")] string? dimension = null,
        [Description("One of the model's windows in days; without it, the longest.")] int? window = null,
        [Description("First as-of day; without it, 180 days before the last.")] IsoDay? from = null,
        [Description("Last as-of day; without it, the newest. At most 731 days are given at once.")] IsoDay? to = null)
    {
        var shows = await authorization.ShowsSmallCellsAsync(http);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await ModelCatalogue.FindAsync(http, context, key, cancellationToken);
        if (found is not { Model: { } model, Definition: { } definition })
            return found.Problem!;
        if (Refusal(http, definition, metric, dimension, window) is { } refusal)
            return refusal;

        var days = window ?? definition.Windows[^1];
        var last = to?.Value ?? await context.PointSets.Where(set => set.ModelId == model.Id && set.Window == days).MaxAsync(set => (DateOnly?)set.AsOf, cancellationToken) ?? model.AlertsFrom;
        var first = from?.Value ?? last.AddDays(1 - UsualDays);
        if (first > last)
            return ApiProblem.Unreadable(http, "from", $"It is after the last day, {new IsoDay(last)}. Give an earlier 'from' or a later 'to'.");
        if (last.DayNumber - first.DayNumber >= MostDays)
            return ApiProblem.Unreadable(http, "from", $"From {new IsoDay(first)} to {new IsoDay(last)} is more than {MostDays} days. Ask for a part at a time.");

        var asked = new PointsAsked(Metric.Find(metric!)!, dimension, days, first, last);
        var sets = await PointQueries.SetsAsync(context, model.Id, days, first, last, cancellationToken);
        if (EntityTag.Of(http, shows).WithModel(model).WithSets(sets).With(first, last).IsKnownTo(http))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(await PointQueries.ReadAsync(context, model, definition, asked, sets, shows, cancellationToken));
    }

    private static ProblemHttpResult? Refusal(HttpContext http, ModelDefinition definition, string? metric, string? dimension, int? window)
    {
        if (Metric.Find(metric ?? string.Empty) is not { } asked)
            return ApiProblem.Unknown(http, nameof(metric), metric, (definition.KeepsCalibration ? Metric.ForRules : Metric.All).Select(known => known.Key));
        if (StoredMetrics.WhyNotKept(definition, asked) is { } why)
            return ApiProblem.Unreadable(http, nameof(metric), $"{why} Points keep it from the first rule about it on.");
        if (dimension is not null && !definition.Dimensions.Any(known => known.Column == dimension))
            return ApiProblem.Unknown(http, nameof(dimension), dimension, definition.Dimensions.Select(known => known.Column));
        return WindowRefusal(http, definition, window);
    }

    internal static ProblemHttpResult? WindowRefusal(HttpContext http, ModelDefinition definition, int? window) =>
        window is { } days && !definition.Windows.Contains(days)
            ? ApiProblem.Unknown(http, nameof(window), days.ToString(CultureInfo.InvariantCulture), definition.Windows.Select(known => known.ToString(CultureInfo.InvariantCulture)))
            : null;
}

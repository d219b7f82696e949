using System.ComponentModel;
using EquityMonitor.Monitoring.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

internal static class ModelsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/models", ListAsync)
            .WithName("listModels").WithTags("Models")
            .WithSummary("Every model under watch")
            .WithDescription("Verdict, All against the worst group, open alerts, and how many patients belong to a group that is below; as on the overview.")
            .Produces<ModelListDto>().Produces(StatusCodes.Status304NotModified);
        api.MapGet("/models/{key}", DetailAsync)
            .WithName("getModel").WithTags("Models")
            .WithSummary("One model")
            .WithDescription("What was declared of the model and agreed for it, its newest figures, and what the other addresses take: windows, dimensions, metrics.")
            .Produces<ModelDetailDto>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization, ModelQueries models, CancellationToken cancellationToken)
    {
        var shows = await authorization.ShowsSmallCellsAsync(http);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tag = await EntityTag.Of(http, shows).WithCardsAsync(context, null, cancellationToken);
        return tag.IsKnownTo(http) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(await models.ListAsync(shows, cancellationToken));
    }

    private static async Task<IResult> DetailAsync(
        [Description("Key of the model.")] string key,
        HttpContext http, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization, ModelQueries models,
        CancellationToken cancellationToken)
    {
        var shows = await authorization.ShowsSmallCellsAsync(http);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await ModelCatalogue.FindAsync(http, context, key, cancellationToken);
        if (asked is not { Model: { } model, Definition: { } definition })
            return asked.Problem!;
        var pulledAt = await context.PullStates.AsNoTracking().Where(state => state.ModelId == model.Id).Select(state => state.SucceededAt).SingleOrDefaultAsync(cancellationToken);
        var held = await context.PendingDays.CountAsync(day => day.ModelId == model.Id && day.Hold != null, cancellationToken);
        var tag = (await EntityTag.Of(http, shows).WithCardsAsync(context, model.Id, cancellationToken)).With(pulledAt?.Ticks, held);
        if (tag.IsKnownTo(http))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return await models.DetailAsync(context, model, definition, shows, cancellationToken) is { } detail
            ? TypedResults.Ok(detail)
            : ApiProblem.NoModel(http, key, await ModelCatalogue.KeysAsync(context, cancellationToken));
    }
}

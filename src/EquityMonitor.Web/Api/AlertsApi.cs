using System.ComponentModel;
using System.Globalization;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

internal static class AlertsApi
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alerts", ListAsync)
            .WithName("listAlerts").WithTags("Alerts")
            .WithSummary("Alerts, open and closed")
            .WithDescription("The last opened first. 'state' may be given several times; open and acknowledged alerts wait for people.")
            .Produces<AlertListDto>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/alerts/{id:int}/acknowledge", AcknowledgeAsync)
            .RequireAuthorization(Policies.Quality)
            .AddEndpointFilter<OwnProgramFilter>().WithMetadata(new OwnProgramFilter.Required())
            .WithName("acknowledgeAlert").WithTags("Alerts")
            .WithSummary("Take an alert on")
            .WithDescription($"Records that you have seen the alert and take it on. Done twice, it is recorded once. The header '{OwnProgramFilter.Header}: 1' is required, so that no other site can send it in your name.")
            .Produces<AcknowledgedDto>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization, CancellationToken cancellationToken,
        [Description("open, acknowledged, recovered, resolved or dismissed; without it, all.")] string[]? state = null,
        [Description("Key of a model; without it, all.")] string? model = null,
        [Description("From 1.")] int? page = null,
        [Description("1 to 200; without it, 50.")] int? pageSize = null)
    {
        var states = new List<AlertState>();
        foreach (var text in state ?? [])
        {
            if (!StateNames.TryGetValue(text, out var known))
                return ApiProblem.Unknown(http, nameof(state), text, StateNames.Keys);
            states.Add(known);
        }

        var (number, size) = (page ?? 1, pageSize ?? UsualPage);
        if (number is < 1 or > 1_000_000)
            return ApiProblem.Unreadable(http, nameof(page), $"{number.ToString(CultureInfo.InvariantCulture)} is not a page. Count from 1.");
        if (size is < 1 or > LargestPage)
            return ApiProblem.Unreadable(http, nameof(pageSize), $"{size.ToString(CultureInfo.InvariantCulture)} is not a page size. Give 1 to {LargestPage.ToString(CultureInfo.InvariantCulture)}.");

        var shows = await authorization.ShowsSmallCellsAsync(http);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var modelId = model is null ? null : await context.Models.Where(row => row.Key == model).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (model is not null && modelId is null)
            return ApiProblem.Unknown(http, nameof(model), model, await ModelCatalogue.KeysAsync(context, cancellationToken));

        var matching = AlertQueries.Matching(context, states, modelId);
        var versions = await matching.OrderBy(alert => alert.Id).Select(alert => new { alert.Id, alert.Version }).ToListAsync(cancellationToken);
        var tag = await EntityTag.Of(http, shows).WithJudgingAsync(context, modelId, cancellationToken);
        foreach (var row in await context.Models.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken))
            tag.WithModel(row);
        foreach (var alert in versions)
            tag.With(alert.Id, alert.Version);
        if (tag.IsKnownTo(http))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new AlertListDto
        {
            Page = number,
            PageSize = size,
            Total = versions.Count,
            Alerts = await AlertQueries.ReadAsync(context, matching, (number - 1) * size, size, shows, cancellationToken),
        });
    }

    private static async Task<IResult> AcknowledgeAsync(
        [Description("Number of the alert.")] int id,
        [FromBody] AcknowledgeDto? request,
        HttpContext http, AlertDesk desk, IDbContextFactory<MonitorDbContext> contexts, IAuthorizationService authorization, CancellationToken cancellationToken)
    {
        if (http.User.ToPerson() is not { } who)
            return ApiProblem.Of(http, StatusCodes.Status403Forbidden, "Your account has no name that could be recorded.", "Ask an administrator to map one.");
        if (request?.Comment?.Trim().Length > AlertDesk.CommentLength)
            return ApiProblem.Of(http, StatusCodes.Status400BadRequest, "The comment is too long.", $"'comment' takes at most {AlertDesk.CommentLength.ToString(CultureInfo.InvariantCulture)} characters. Nothing was recorded.");

        var outcome = await desk.AcknowledgeAsync(id, who, request?.Comment, cancellationToken);
        switch (outcome)
        {
            case AlertOutcome.Done or AlertOutcome.AlreadyDone:
                await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
                {
                    var alert = await AlertQueries.ReadAsync(context, context.Alerts.AsNoTracking().Where(row => row.Id == id), 0, 1, await authorization.ShowsSmallCellsAsync(http), cancellationToken);
                    return TypedResults.Ok(new AcknowledgedDto { Outcome = outcome is AlertOutcome.Done ? AcknowledgeOutcome.Done : AcknowledgeOutcome.AlreadyDone, Alert = alert[0] });
                }

            case AlertOutcome.NotFound:
                return ApiProblem.Of(http, StatusCodes.Status404NotFound, $"There is no alert {id.ToString(CultureInfo.InvariantCulture)}.", $"GET {ApiSetup.Root}/alerts lists them.");
            case AlertOutcome.Closed closed:
                return ApiProblem.Of(http, StatusCodes.Status409Conflict, "The alert is closed.", $"It is {NameOf(closed.State)}{(closed.By is { } by ? $" by {by}" : null)}. Nothing was recorded.");
            default:
                return ApiProblem.Of(http, StatusCodes.Status409Conflict, "The alert changed meanwhile.", "Read it again and decide anew. Nothing was recorded.");
        }
    }

    private static readonly Dictionary<string, AlertState> StateNames = Enum.GetValues<AlertState>().ToDictionary(NameOf, StringComparer.Ordinal);

    private static string NameOf(AlertState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

using System.Security.Claims;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Web.Exports;
using EquityMonitor.Web.Features.Models.Calibration;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Gaps;
using EquityMonitor.Web.Features.Models.LabelAudit;
using EquityMonitor.Web.Features.Models.Outcomes;
using EquityMonitor.Web.Features.Models.Trust;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>What the tabs of a model show, as files under the query of the page itself.</summary>
public static class TabFiles
{
    public static void MapTabFiles(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapFile("calibration", async (reader, scope, token) => CalibrationTables.CurveFile(await reader.CalibrationAsync(scope, token)));
        routes.MapFile("calibration-over-time", async (reader, scope, token) => CalibrationTables.OverTimeFile(await reader.CalibrationAsync(scope, token)));
        routes.MapFile("score-drift", async (reader, scope, token) => DriftTables.ScoresFile(await reader.DriftAsync(scope, token)));
        routes.MapFile("patient-mix", async (reader, scope, token) => DriftTables.MixFile(await reader.DriftAsync(scope, token)));
        routes.MapFile("rate-drift", async (reader, scope, token) => DriftTables.SharesFile(await reader.DriftAsync(scope, token)));
        routes.MapFile("outcomes-by-age", async (reader, scope, token) => OutcomesTables.AgesFile(await reader.OutcomesAsync(scope, token)));
        routes.MapFile("provisional", async (reader, scope, token) => OutcomesTables.ProvisionalFile(await reader.OutcomesAsync(scope, token)));
        routes.MapFile("label-audit", async (reader, scope, token) => LabelAuditTables.NeedFile(await reader.LabelAuditAsync(scope, token)), scope => scope.Definition.Need is not null);
        routes.MapFile("label-audit-groups", async (reader, scope, token) => LabelAuditTables.GroupsFile(await reader.LabelAuditAsync(scope, token)), scope => scope.Definition.Need is not null);
        routes.MapFile("gaps", async (reader, scope, token) => GapsBuilder.File(await reader.GapsAsync(scope, token)), GapsPanel.Has);
        routes.MapGet("/models/{key}/drift.csv", (HttpRequest request, string key, string? measure, IModelReader models, MeasuresReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) => FileAsync(
            request, key, "drift", models, authorization, person,
            async scope => ModelTables.Measures([.. (await reader.ReadAsync(scope, cancellationToken)).Where(candidate => measure is null || candidate.Key == measure)]), null, cancellationToken)).RequireAuthorization(Policies.Viewer);
        routes.MapFile<TrustReader>("trust", async (reader, scope, token) => ModelTables.Trend(await reader.ReadAsync(scope, token)), scope => scope.Definition.Response is not null);
    }

    private static void MapFile(this IEndpointRouteBuilder routes, string name, Func<TabReader, TabScope, CancellationToken, Task<DataTable>> table, Predicate<TabScope>? has = null) =>
        routes.MapFile<TabReader>(name, table, has);

    private static void MapFile<TReader>(this IEndpointRouteBuilder routes, string name, Func<TReader, TabScope, CancellationToken, Task<DataTable>> table, Predicate<TabScope>? has = null)
        where TReader : class => routes.MapGet(
        $"/models/{{key}}/{name}.csv",
        (HttpRequest request, string key, IModelReader models, TReader reader, IAuthorizationService authorization, ClaimsPrincipal person, CancellationToken cancellationToken) =>
            FileAsync(request, key, name, models, authorization, person, scope => table(reader, scope, cancellationToken), has, cancellationToken)).RequireAuthorization(Policies.Viewer);

    private static async Task<IResult> FileAsync(
        HttpRequest request, string key, string name, IModelReader models, IAuthorizationService authorization, ClaimsPrincipal person,
        Func<TabScope, Task<DataTable>> table, Predicate<TabScope>? has, CancellationToken cancellationToken)
    {
        var showSmallCells = (await authorization.AuthorizeAsync(person, Policies.SmallCells)).Succeeded;
        var view = await models.ReadAsync(ModelQuery.Of(key, request.Query), showSmallCells, cancellationToken);
        return TabScope.Of(view, showSmallCells) is { } scope && has?.Invoke(scope) != false ? CsvFile.Of(await table(scope), $"{key}-{name}") : Results.NotFound();
    }
}

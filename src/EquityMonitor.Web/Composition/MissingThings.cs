using System.Globalization;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Web.Features.Administration.History;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Help;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Summaries;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Composition;

/// <summary>
/// A page about one thing is answered with 404 when there is no such thing. It is served all the same, and says in its own words what there is instead: a
/// page is made in the circuit, when its answer has long been given, so programs and proxies would take any address for a page.
/// </summary>
internal static class MissingThings
{
    private static readonly Dictionary<Type, Func<RouteValueDictionary, IDbContextFactory<MonitorDbContext>, CancellationToken, Task<bool>>> Checks = new()
    {
        [typeof(AlertPage)] = HasAlertAsync,
        [typeof(ModelPage)] = HasModelAsync,
        [typeof(RulesPage)] = HasModelAsync,
        [typeof(HistoryPage)] = HasModelAsync,
        [typeof(MetricPage)] = (route, _, _) => Task.FromResult(MetricHelpTexts.Find(Text(route, nameof(MetricPage.Key))) is not null),
        [typeof(MethodPage)] = (route, _, _) => Task.FromResult(MethodHelpTexts.Find(Text(route, nameof(MethodPage.Key))) is not null),
        [typeof(SummaryPage)] = (route, _, _) => Task.FromResult(CalendarMonth.Parse(Text(route, nameof(SummaryPage.MonthText))) is not null),
    };

    /// <summary>Behind the authorisation: whoever may not see a page learns nothing from it.</summary>
    public static void UseMissingThings(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is { } page && Checks.TryGetValue(page, out var hasAsync)
            && !await hasAsync(context.Request.RouteValues, context.RequestServices.GetRequiredService<IDbContextFactory<MonitorDbContext>>(), context.RequestAborted))
        {
            // Said as the answer begins: a page that is marked as not found earlier is not rendered.
            context.Response.OnStarting(() =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }

        await next(context);
    });

    private static async Task<bool> HasAlertAsync(RouteValueDictionary route, IDbContextFactory<MonitorDbContext> contexts, CancellationToken cancellationToken)
    {
        if (!int.TryParse(Text(route, nameof(AlertPage.Id)), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Alerts.AnyAsync(alert => alert.Id == id, cancellationToken);
    }

    private static async Task<bool> HasModelAsync(RouteValueDictionary route, IDbContextFactory<MonitorDbContext> contexts, CancellationToken cancellationToken)
    {
        var key = Text(route, nameof(ModelPage.Key));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Models.AnyAsync(model => model.Key == key, cancellationToken);
    }

    private static string Text(RouteValueDictionary route, string name) => Convert.ToString(route[name], CultureInfo.InvariantCulture) ?? string.Empty;
}

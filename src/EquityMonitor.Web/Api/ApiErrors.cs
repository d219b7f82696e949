using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Api;

/// <summary>Gives a body to every error below /api, wherever in the pipeline it comes from.</summary>
internal static class ApiErrors
{
    public static void UseApiErrors(this WebApplication app) => app.UseWhen(
        context => context.Request.IsApi(),
        api => api.UseStatusCodePages(async pages =>
            await ApiProblem.Of(pages.HttpContext, pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext)));
}

/// <summary>A failure gets a reference that stands in the log, as on the pages.</summary>
internal sealed class FailureFilter(FaultLog faults) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            var failed = faults.Record(exception, $"{http.Request.Method} {http.Request.Path}");
            return ApiProblem.Of(
                http, StatusCodes.Status500InternalServerError, "This could not be read.",
                $"Nothing is lost. Try again; if it stays, give the reference {failed.Reference} to whoever runs EquityMonitor: it stands in the log.");
        }
    }
}

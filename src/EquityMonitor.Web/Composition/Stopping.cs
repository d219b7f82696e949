namespace EquityMonitor.Web.Composition;

/// <summary>
/// A page whose connection is closed because the program stops connects again within milliseconds, before the port is closed. Nobody would close that
/// second connection, and the program would wait for it until it is killed.
/// </summary>
internal static class Stopping
{
    public static void UseRefusalWhileStopping(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Connection = "close";
    });
}

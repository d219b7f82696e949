namespace EquityMonitor.Web.Composition;

/// <summary>Stopping promptly, whoever looks at a page.</summary>
internal static class Stopping
{
    // Jobs heed their cancellation within a second; a request that takes longer than this is waiting for a browser that has gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The jobs stop beside the web server: after it they would be left without time when a connection uses all of it.</summary>
    public static void AddPromptStop(this WebApplicationBuilder builder) => builder.Services.Configure<HostOptions>(options =>
    {
        options.ServicesStopConcurrently = true;
        options.ShutdownTimeout = Patience;
    });

    /// <summary>
    /// A page whose connection is closed because the program stops connects again within milliseconds, before the port is closed. Nobody would close that
    /// second connection, and the program would wait for it until it is killed.
    /// </summary>
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

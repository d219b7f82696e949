using System.Globalization;
using Serilog;
using Serilog.Events;

namespace EquityMonitor.Web.Composition;

/// <summary>Log lines on the console. Of a request: method, path, status and duration; never the query, a header or the body.</summary>
internal static class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog((_, logger) => logger
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()

            // Told in one sentence at the terminal; the host would log it with its stack trace besides.
            .Filter.ByExcluding(entry => entry.Exception is { } exception && StartFailure.MessageFor(exception) is not null)
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture));

    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options => options.GetLevel = Level);

    /// <summary>A health check that is not met writes its own line, with the reason.</summary>
    private static bool IsHealthCheck(HttpContext context) => context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    private static LogEventLevel Level(HttpContext context, double milliseconds, Exception? exception)
    {
        if (exception is not null || (context.Response.StatusCode >= StatusCodes.Status500InternalServerError && !IsHealthCheck(context)))
            return LogEventLevel.Error;
        return LogEventLevel.Debug;
    }
}

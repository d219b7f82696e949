using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Composition;

/// <summary>Puts the web program together. Tests build the same program with other settings.</summary>
public static class WebHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,

            // Settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        var signIn = SignInSettings.Read(builder.Configuration, DemoByDefault(builder.Configuration));
        builder.AddLogging();
        builder.AddSignIn(signIn);
        builder.AddPages();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseExceptionHandler();
        if (signIn.IsDemo)
            app.UseDemoGuard();
        app.UseStatusPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapSignIn(signIn);
        app.MapPages();
        return app;
    }

    /// <summary>With simulated data in an embedded database there is nobody's data to protect.</summary>
    private static bool DemoByDefault(IConfiguration configuration) =>
        configuration.GetValue("Simulation:Enabled", true)
        && string.Equals(configuration.GetValue("Database:Provider", "Sqlite"), "Sqlite", StringComparison.OrdinalIgnoreCase);
}

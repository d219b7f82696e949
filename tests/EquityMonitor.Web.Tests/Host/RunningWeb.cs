using System.Net;
using EquityMonitor.Monitoring;
using EquityMonitor.Web.Composition;
using EquityMonitor.Web.Jobs;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>The whole program on a real server at a free port, in a folder of its own; only what a job runs is replaced.</summary>
internal sealed class RunningWeb : IAsyncDisposable
{
    private readonly WebFolder _folder;

    private RunningWeb(WebApplication app, WebFolder folder)
    {
        App = app;
        _folder = folder;
        Address = new Uri(app.Urls.Single());
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public JobStorage Jobs => Get<JobStorage>();

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public static async Task<RunningWeb> StartAsync(
        Action<WebApplicationBuilder>? configure = null, RunModel? run = null, Func<WebApplication, Task>? beforeStart = null, string[]? settings = null)
    {
        var folder = new WebFolder();
        var app = WebHost.Build(folder.Args(settings), builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(run ?? ((_, _, _, _) => Task.CompletedTask)));
            builder.Services.Replace(ServiceDescriptor.Singleton<PrepareSimulation>((_, _) => Task.CompletedTask));
            configure?.Invoke(builder);
        });
        await WebHost.OpenAsync(app, TestContext.Current.CancellationToken);
        if (beforeStart is not null)
            await beforeStart(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningWeb(app, folder);
    }

    /// <summary>A browser of its own: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>A browser in which a person of the demo signed in.</summary>
    public async Task<HttpClient> BrowserOfAsync(string role)
    {
        var browser = Browser();
        var response = await browser.SignInAsync(role);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Api;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Host;

/// <summary>The program with one model of stored results, and what a program asks of it.</summary>
internal static class ApiWeb
{
    public static Task<RunningWeb> StartAsync(long falseNegatives = 124, Action<WebApplicationBuilder>? configure = null, string? more = null) => RunningWeb.StartAsync(
        configure,
        beforeStart: app =>
        {
            Seed.Fill(app.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>(), falseNegatives: falseNegatives, more: more);
            return Task.CompletedTask;
        });

    public static async Task<JsonElement> ReadAsync(this HttpClient browser, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await browser.GetAsync(ApiSetup.Root + address, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(expected, address);
        return await response.JsonAsync();
    }

    public static async Task<HttpResponseMessage> AcknowledgeAsync(this HttpClient browser, int alert, string? body = null, string? header = OwnProgramFilter.Header, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiSetup.Root}/alerts/{alert}/acknowledge");
        if (header is not null)
            request.Headers.Add(header, "1");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;
}

/// <summary>One program for the tests that only read.</summary>
public sealed class ReadOnlyApi : IAsyncLifetime
{
    internal RunningWeb Web { get; private set; } = null!;

    internal HttpClient Quality { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Web = await ApiWeb.StartAsync();
        Quality = await Web.BrowserOfAsync(Roles.Quality);
    }

    public async ValueTask DisposeAsync()
    {
        Quality.Dispose();
        await Web.DisposeAsync();
    }
}

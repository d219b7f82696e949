using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>
/// One server with the two years of the demo and one Chromium for all browser tests. Its start is the first minute of a newcomer, which happens once and is
/// therefore kept here for the tests to judge. Whoever works on a test saves that minute by naming the data root of an earlier demo of the same day in
/// EQUITYMONITOR_TEST_DEMO: a copy of it is used, and nothing is said of the first minute.
/// </summary>
public sealed class DemoHospital : IAsyncLifetime
{
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly TimeSpan DashboardLimit = TimeSpan.FromMinutes(3);

    private static readonly string? Prepared = Environment.GetEnvironmentVariable("EQUITYMONITOR_TEST_DEMO") is { Length: > 0 } root ? root : null;

    private readonly TemporaryFolder _folder = Prepared is null ? new TemporaryFolder() : TemporaryFolder.CopyOf(Prepared);
    private readonly Dictionary<string, string> _settings;
    private Chromium? _chromium;
    private MonitorProcess? _server;

    public DemoHospital() => _settings = MonitorProcess.Settings(_folder.Path);

    internal Chromium Chromium => _chromium!;

    /// <summary>The data root of the server.</summary>
    internal string Root => _folder.Path;

    internal MonitorProcess Server => _server!;

    /// <summary>Null with a prepared data root.</summary>
    internal FirstMinute? FirstMinute { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsPresent)
            return;
        _chromium = await Chromium.LaunchAsync();
        if (Prepared is null)
            FirstMinute = await NewcomerAsync();
        else
            await StartAsync();
        await MonitorContent.CompleteAsync(Server, Root);
    }

    /// <summary>Stops the server and starts it again on the same data and address.</summary>
    /// <param name="meanwhile">While there is no server. Whatever becomes of it, the server is there for the tests that follow.</param>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        (await Server.StopAsync()).ShouldBe(0, Server.Output);
        await Server.DisposeAsync();
        try
        {
            if (meanwhile is not null)
                await meanwhile();
        }
        finally
        {
            await StartAsync();
        }
    }

    /// <summary>Makes every alert one that nobody has acted on.</summary>
    internal Task ForgetActionsAsync() => MonitorContent.ForgetActionsAsync(Root);

    /// <summary>A visit of a person with a role.</summary>
    internal async Task<Visit> VisitAsync(string role, ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var visit = await VisitAsync(theme, width, height);
        await visit.SignInAsync(role);
        return visit;
    }

    /// <summary>A visit of a person who did not sign in.</summary>
    internal async Task<Visit> VisitAsync(ColorScheme theme = ColorScheme.Light, int width = 1280, int height = 800)
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine.");
        return await Chromium.VisitAsync(Server.Address, theme, width, height);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        _server = MonitorProcess.StartProgram(Programs.Web, _settings);
        await Until.TrueAsync(
            async () =>
            {
                Server.ThrowIfExited();
                return await Server.StatusAsync("/health/live") is not null;
            },
            TimeSpan.FromSeconds(30), () => $"the server listens. It said:\n{Server.Output}");
    }

    private async Task<FirstMinute> NewcomerAsync()
    {
        await using var newcomer = await Chromium.VisitAsync(new Uri(_settings["Urls"]));
        await StartAsync();
        await newcomer.SignInAsync("Viewer");
        await newcomer.Progress.First.WaitForAsync();
        var progressAfter = Server.Age;
        List<string> violations = [];
        foreach (var theme in Themes)
            violations.AddRange(await ProgressAsync(theme));

        var seen = "";
        await Until.TrueAsync(
            async () =>
            {
                Server.ThrowIfExited();
                seen = await newcomer.Page.Locator("main").InnerTextAsync();
                return await newcomer.Cards.CountAsync() == 3 && await newcomer.Progress.CountAsync() == 0;
            },
            DashboardLimit, () => $"the dashboard is ready. It showed:\n{seen}\n{string.Join('\n', newcomer.Problems)}\nThe server said:\n{Server.Output}");
        return new FirstMinute(progressAfter, Server.Age, Server.ProcessorTime, newcomer.Problems, violations);
    }

    private async Task<IEnumerable<string>> ProgressAsync(ColorScheme theme)
    {
        await using var visit = await Chromium.VisitAsync(Server.Address, theme);
        await visit.SignInAsync("Viewer");
        await visit.Progress.First.WaitForAsync();
        await visit.ScreenshotAsync($"progress-{theme}");
        return (await visit.ViolationsAsync()).Select(violation => $"{theme}: {violation}");
    }
}

/// <summary>What a newcomer met, counted from the start of the process.</summary>
/// <param name="ProcessorTime">Computing time until the dashboard was ready.</param>
/// <param name="Violations">What axe-core found on the page with the progress, in both themes.</param>
internal sealed record FirstMinute(
    TimeSpan ProgressAfter, TimeSpan DashboardAfter, TimeSpan ProcessorTime, IReadOnlyCollection<string> Problems, IReadOnlyList<string> Violations);

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoHospital>
{
    public const string Name = "Demo in a browser";
}

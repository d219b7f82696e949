using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>
/// One server with the two years of the demo and one Chromium for all browser tests. Its start is the first minute of a newcomer, which happens once and is
/// therefore kept here for the tests to judge.
/// </summary>
public sealed class DemoHospital : IAsyncLifetime
{
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly TimeSpan DashboardLimit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings;
    private Chromium? _chromium;
    private MonitorProcess? _server;

    public DemoHospital() => _settings = MonitorProcess.Settings(_folder.Path);

    internal Chromium Chromium => _chromium!;

    /// <summary>The data root of the server.</summary>
    internal string Root => _folder.Path;

    internal MonitorProcess Server => _server!;

    internal FirstMinute FirstMinute { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsPresent)
            return;
        _chromium = await Chromium.LaunchAsync();
        await using var newcomer = await _chromium.VisitAsync(new Uri(_settings["Urls"]));
        _server = MonitorProcess.StartProgram(Programs.Web, _settings);
        await ListeningAsync();
        await newcomer.SignInAsync("Viewer");
        await newcomer.Progress.First.WaitForAsync();
        FirstMinute = FirstMinute with { ProgressAfter = _server.Age };
        foreach (var theme in Themes)
            await ProgressAsync(theme);

        var seen = "";
        await Until.TrueAsync(
            async () =>
            {
                Server.ThrowIfExited();
                seen = await newcomer.Page.Locator("main").InnerTextAsync();
                return await newcomer.Cards.CountAsync() == 3 && await newcomer.Progress.CountAsync() == 0;
            },
            DashboardLimit, () => $"the dashboard is ready. It showed:\n{seen}\n{string.Join('\n', newcomer.Problems)}\nThe server said:\n{Server.Output}");
        FirstMinute = FirstMinute with { DashboardAfter = _server.Age, ProcessorTime = _server.ProcessorTime, Problems = newcomer.Problems };
        await MonitorContent.CompleteAsync(_server, _folder.Path);
    }

    /// <summary>Stops the server and starts it again on the same data and address.</summary>
    public async Task RestartAsync()
    {
        (await Server.StopAsync()).ShouldBe(0, Server.Output);
        await Server.DisposeAsync();
        _server = MonitorProcess.StartProgram(Programs.Web, _settings);
        await ListeningAsync();
    }

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

    private Task ListeningAsync() => Until.TrueAsync(
        async () =>
        {
            Server.ThrowIfExited();
            return await Server.StatusAsync("/health/live") is not null;
        },
        TimeSpan.FromSeconds(30), () => $"the server listens. It said:\n{Server.Output}");

    private async Task ProgressAsync(ColorScheme theme)
    {
        await using var visit = await Chromium.VisitAsync(Server.Address, theme);
        await visit.SignInAsync("Viewer");
        await visit.Progress.First.WaitForAsync();
        await visit.ScreenshotAsync($"progress-{theme}");
        FirstMinute = FirstMinute with { Violations = [.. FirstMinute.Violations, .. (await visit.ViolationsAsync()).Select(violation => $"{theme}: {violation}")] };
    }
}

/// <summary>What a newcomer met, counted from the start of the process.</summary>
internal sealed record FirstMinute
{
    public TimeSpan ProgressAfter { get; init; }

    public TimeSpan DashboardAfter { get; init; }

    /// <summary>Computing time until the dashboard was ready.</summary>
    public TimeSpan ProcessorTime { get; init; }

    public IReadOnlyCollection<string> Problems { get; init; } = [];

    /// <summary>What axe-core found on the page with the progress, in both themes.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoHospital>
{
    public const string Name = "Demo in a browser";
}

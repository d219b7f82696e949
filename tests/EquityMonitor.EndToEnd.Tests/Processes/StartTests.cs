using System.Net;
using System.Text.RegularExpressions;
using EquityMonitor.EndToEnd.Tests.Harness;

namespace EquityMonitor.EndToEnd.Tests.Processes;

public sealed partial class StartTests(FinishedHospital finished, ITestOutputHelper log)
{
    private const string OnlyOwner = "Others than the owner must not reach encounters";

    [Fact]
    public async Task Start_OfPublishedProgram_ServesPagesAndTheirFiles()
    {
        using var published = new TemporaryFolder();
        var publish = await Run.DotnetAsync(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "publish", Path.Combine(Programs.Root, "src", "EquityMonitor.Web"), "--no-build", "--configuration", Programs.Configuration, "--output", published.Path);
        publish.Code.ShouldBe(0, publish.Output);
        using var folder = new TemporaryFolder();

        await using var server = MonitorProcess.StartProgram(published.File("EquityMonitor.Web.dll"), MonitorProcess.Settings(folder.Path, ("Simulation__Days", "1")));
        await server.ReadyAsync();

        using var viewer = await Visitor.SignInAsync(server, "Viewer");
        var page = await viewer.GetAsync("/");
        var files = ReferredFile().Matches(page).Select(match => match.Groups["path"].Value).ToList();
        files.ShouldContain(path => path.Contains("app.", StringComparison.Ordinal) && path.EndsWith(".css", StringComparison.Ordinal));
        files.ShouldContain(path => path.Contains("EquityMonitor.Web.", StringComparison.Ordinal) && path.EndsWith(".css", StringComparison.Ordinal));
        files.ShouldContain(path => path.Contains("blazor.web", StringComparison.Ordinal));
        foreach (var file in files)
            (await server.StatusAsync("/" + file)).ShouldBe(HttpStatusCode.OK, file);
        (await server.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Start_WithoutDemoAndIdentityProvider_IsRefusedWithTheKeys()
    {
        using var folder = new TemporaryFolder();

        var run = await Run.DotnetAsync(MonitorProcess.Settings(folder.Path, ("Authentication__Demo", "false")), Programs.Web);

        run.Code.ShouldBe(1);
        run.Errors.ShouldContain("Authentication__OpenIdConnect__Authority");
        run.Errors.ShouldContain("Authentication__Demo=true");
        (run.Errors + run.Output).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Start_OnTheDataOfAnEarlierOne_IsReadyInFiveSecondsAndCatchesUpTheDaysBetween()
    {
        using var folder = TemporaryFolder.CopyOf(await finished.RootAsync());
        var before = await MonitorContent.NewestAsOfAsync(folder.Path);

        await using var server = MonitorProcess.Start(
            folder.Path, ("Simulation__Days", FinishedHospital.Days), ("Simulation__Today", MonitorProcess.Today.AddDays(2).ToString("yyyy-MM-dd")));
        await server.ReadyAsync();
        var ready = server.Age;
        await MonitorContent.CompleteAsync(server, folder.Path);

        log.WriteLine($"Ready after {ready.TotalSeconds:0.0} s, two days caught up after {server.Age.TotalSeconds:0.0} s.");
        ready.ShouldBeLessThan(Promise.Of(TimeSpan.FromSeconds(5)));
        (await MonitorContent.NewestAsOfAsync(folder.Path)).ShouldBe(before.AddDays(2));
        (await server.StopAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Start_OnTheDataOfARunningServer_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var server = MonitorProcess.Start(folder.Path, ("Simulation__Days", "1"));
        await server.ReadyAsync();

        var second = await Run.DotnetAsync(MonitorProcess.Settings(folder.Path, ("Simulation__Days", "1")), Programs.Web);

        second.Code.ShouldBe(1);
        second.Errors.ShouldContain("Another EquityMonitor uses this data folder");
        server.ThrowIfExited();
    }

    [Fact]
    public async Task Import_WhileTheServerRuns_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var server = MonitorProcess.Start(folder.Path, ("Simulation__Days", "1"));
        await server.ReadyAsync();
        var file = folder.File("imaging.yaml");
        await File.WriteAllTextAsync(file, ImagingModel.Yaml, TestContext.Current.CancellationToken);

        var refused = await Run.DotnetAsync(MonitorProcess.Settings(folder.Path, ("Simulation__Enabled", "true")), Programs.Cli, "import", file);
        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("the server is running");

        (await server.StopAsync()).ShouldBe(0);
        var accepted = await Run.DotnetAsync(MonitorProcess.Settings(folder.Path, ("Simulation__Enabled", "true")), Programs.Cli, "import", file);
        accepted.Code.ShouldBe(0, accepted.Errors);
    }

    [Fact]
    public async Task Start_OnAnEmptyDataRoot_KeepsItsDataFromOtherAccounts()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var data = Path.Combine(await finished.RootAsync(), "data");
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        (File.GetUnixFileMode(data) & Others).ShouldBe(UnixFileMode.None, OnlyOwner);
    }

    [Fact]
    public async Task Stop_AfterTheBackfill_EndsWithoutAFault()
    {
        await finished.RootAsync();
        log.WriteLine($"Ready after {finished.StartTime.TotalSeconds:0.0} s, all jobs done after {finished.Duration.TotalSeconds:0.0} s.");
        finished.ExitCode.ShouldBe(0);
    }

    [GeneratedRegex("(href|src)=\"(?<path>[^\"/][^\"]*\\.(css|js|svg))\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReferredFile();
}

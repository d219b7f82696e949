using EquityMonitor.Web.Composition;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Web.Tests.Host;

public sealed class StartTests
{
    [Fact]
    public async Task Start_WithoutDemoAndProvider_IsRefusedWithTheKeys()
    {
        var (code, message) = await StartAsync("--Authentication:Demo=false");
        code.ShouldBe(1);
        message.ShouldContain("Authentication__OpenIdConnect__Authority");
        message.ShouldContain("Authentication__Demo=true");
    }

    [Fact]
    public async Task Start_EmptyHospitalWithoutProvider_HasNoDemoByDefault()
    {
        var (code, message) = await StartAsync("--Authentication:Demo=", "--Simulation:Enabled=false");
        code.ShouldBe(1);
        message.ShouldContain("Nobody could sign in");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Start_DemoBeyondThisMachine_IsRefusedWithTheAddress(string urls)
    {
        var (code, message) = await StartAsync($"--urls={urls}");
        code.ShouldBe(1);
        message.ShouldContain("Demo sign-in is on");
        message.ShouldContain("other machines");
    }

    [Fact]
    public async Task Start_DatabaseInUse_SaysSoInOneLine()
    {
        using var folder = new WebFolder();
        Directory.CreateDirectory(Path.Combine(folder.Root, "data"));
        await using var held = new FileStream(Path.Combine(folder.Root, "data", "monitor.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var (code, message) = await StartAsync(folder);

        code.ShouldBe(1);
        message.ShouldContain("Another EquityMonitor uses this data folder");
        message.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Start_AddressInUse_SaysWhatToSet()
    {
        await using var first = await RunningWeb.StartAsync();
        var (code, message) = await StartAsync($"--urls={first.Address}");
        code.ShouldBe(1);
        message.ShouldContain("Urls");
    }

    [Theory]
    [InlineData("--Authentication:Demo=perhaps", "Authentication__Demo")]
    [InlineData("--Database:Provider=Oracle", "Database__Provider")]
    [InlineData("--Jobs:Storage=Redis", "Jobs__Storage")]
    [InlineData("--Jobs:Storage=SqlServer", "ConnectionStrings__Jobs")]
    [InlineData("--Jobs:NightlyCron=at night", "Jobs__NightlyCron")]
    [InlineData("--Jobs:WeeklyCron=99 9 * * *", "Jobs__WeeklyCron")]
    public async Task Start_ImpossibleSetting_NamesItsKey(string setting, string key)
    {
        var (code, message) = await StartAsync(setting);
        code.ShouldBe(1);
        message.ShouldContain(key);
    }

    [Fact]
    public async Task Start_UnknownFault_IsNotSwallowed() =>
        await Should.ThrowAsync<InvalidTimeZoneException>(() => StartFailure.GuardAsync(() => throw new InvalidTimeZoneException(), TextWriter.Null));

    [Theory]
    [InlineData(true, JobsStorage.InMemory)]
    [InlineData(false, JobsStorage.SqlServer)]
    public void JobsStorage_Unsaid_FollowsTheDatabase(bool embedded, JobsStorage expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:Monitor", (string?)"Server=db")]).Build();
        var settings = JobsSettings.Read(configuration, embedded);
        settings.Storage.ShouldBe(expected);
        settings.NightlyCron.ShouldBe("10 2 * * *");
        settings.ToString().ShouldNotContain("Server=db");
    }

    private static async Task<(int Code, string Message)> StartAsync(params string[] settings)
    {
        using var folder = new WebFolder();
        return await StartAsync(folder, settings);
    }

    private static async Task<(int Code, string Message)> StartAsync(WebFolder folder, params string[] settings)
    {
        await using var errors = new StringWriter();
        var code = await StartFailure.GuardAsync(() => WebHost.RunAsync(folder.Args(settings), WithoutWork), errors);
        return (code, errors.ToString());
    }

    private static void WithoutWork(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<PrepareSimulation>((_, _) => Task.CompletedTask));
        builder.Services.Replace(ServiceDescriptor.Singleton<RunModel>((_, _, _, _) => Task.CompletedTask));
    }
}

using EquityMonitor.Hosting;
using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class MonitorPathsTests
{
    [Fact]
    public void Root_Configured_Wins()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("EquityMonitor.sln"), "");

        Paths(folder.Path, folder.File("elsewhere")).Root.ShouldBe(folder.File("elsewhere"));
    }

    [Fact]
    public void Root_BelowASolution_IsTheSolutionsFolder()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("EquityMonitor.sln"), "");
        var program = Directory.CreateDirectory(folder.File("src/Program/bin")).FullName;

        Paths(program).Root.ShouldBe(folder.Path);
    }

    [Fact]
    public void Root_Published_IsTheProgramsFolder()
    {
        using var folder = new TestFolder();

        Paths(folder.Path).Root.ShouldBe(folder.Path);
    }

    [Fact]
    public void Resolve_RelativeAndAbsolute_AreOfTheRootAndUnchanged()
    {
        using var folder = new TestFolder();
        var paths = Paths(folder.Path);

        paths.Data.ShouldBe(folder.File("data"));
        paths.Resolve("data/models").ShouldBe(folder.File("data/models"));
        paths.Resolve(folder.File("key")).ShouldBe(folder.File("key"));
    }

    [Fact]
    public void CreateFolder_OnUnix_IsForItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        using var folder = new TestFolder();

        MonitorPaths.CreateFolder(folder.File("data"));

        new DirectoryInfo(folder.File("data")).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static MonitorPaths Paths(string program, string? root = null) => MonitorPaths.From(
        new ConfigurationBuilder().AddInMemoryCollection([new(MonitorPaths.RootKey, root)]).Build(), program);
}

using EquityMonitor.Monitoring.Tests.Database;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>The real data, which is no part of the project.</summary>
internal static class SharedData
{
    /// <summary>The folder "data" of EQUITYMONITOR_SHARED, or of the folder "shared" beside the repository. The test is skipped where it is not there.</summary>
    public static string RequireFolder()
    {
        var shared = Environment.GetEnvironmentVariable("EQUITYMONITOR_SHARED") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "..", "shared");
        var folder = Path.GetFullPath(Path.Combine(shared, "data"));
        Assert.SkipUnless(Directory.Exists(folder), "skipped: the real data (../shared beside the repository, or EQUITYMONITOR_SHARED) is not here");
        return folder;
    }
}

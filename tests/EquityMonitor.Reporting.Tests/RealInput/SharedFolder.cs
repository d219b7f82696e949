namespace EquityMonitor.Reporting.Tests.RealInput;

/// <summary>The real data and reference values, which are not part of the project.</summary>
internal static class SharedFolder
{
    /// <summary>EQUITYMONITOR_SHARED, else the folder "shared" beside the one that holds EquityMonitor.sln; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("EQUITYMONITOR_SHARED") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
                continue;
            var shared = Path.Combine(folder.Parent?.FullName ?? "", "shared");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }

    /// <summary>A file of it; the test is skipped where the folder is absent.</summary>
    public static string PathOf(string path)
    {
        var shared = Find();
        Assert.SkipUnless(shared is not null, "skipped: the shared folder with the real data is not there");
        return Path.Combine(shared!, path);
    }
}

namespace EquityMonitor.Monitoring.Tests.Database;

/// <summary>Where the sources are, for tests about files of the repository.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
                    return folder.FullName;
            }

            throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds EquityMonitor.sln.");
        }
    }
}

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>The built programs, in the configuration that these tests were built in.</summary>
internal static class Programs
{
    // <root>/tests/EquityMonitor.EndToEnd.Tests/bin/<configuration>/<framework>/
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Configuration => Output.Parent!.Name;

    public static string Root { get; } = FindRoot();

    public static string Web => Built("EquityMonitor.Web", "EquityMonitor.Web.dll");

    public static string Cli => Built("EquityMonitor.Cli", "equitymonitor.dll");

    /// <summary>Git-ignored; for people to look at.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    private static string Built(string project, string file)
    {
        var path = Path.Combine(Root, "src", project, "bin", Configuration, Output.Name, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build {project} in the configuration {Configuration}.");
    }

    private static string FindRoot()
    {
        for (var folder = Output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"EquityMonitor.sln is in no folder above {Output.FullName}.");
    }
}

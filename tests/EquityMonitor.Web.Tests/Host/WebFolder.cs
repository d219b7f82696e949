namespace EquityMonitor.Web.Tests.Host;

/// <summary>A data folder of its own for one program, with the settings that lead there.</summary>
internal sealed class WebFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("equitymonitor-web-").FullName;

    /// <summary>Later settings win.</summary>
    public string[] Args(params string[]? settings) =>
    [
        "--urls=http://127.0.0.1:0", $"--Data:Root={Root}", "--Simulation:Enabled=false", "--Authentication:Demo=true", "--Serilog:MinimumLevel:Default=Fatal",
        "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Fatal", .. settings ?? [],
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

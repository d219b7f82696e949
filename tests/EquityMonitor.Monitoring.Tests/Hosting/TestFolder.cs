namespace EquityMonitor.Monitoring.Tests.Hosting;

/// <summary>A folder of the test's own, removed on dispose.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("equitymonitor-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

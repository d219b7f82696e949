namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>The data root of a server that backfilled a short simulated hospital undisturbed and was stopped; made once, when a test first asks for it.</summary>
public sealed class FinishedHospital : IDisposable
{
    /// <summary>The baseline of 182 days, all planted truths, and alerts: enough, and a third of the two years.</summary>
    public const string Days = "240";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private TemporaryFolder? _folder;

    /// <summary>From the start of the process until the server was ready.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>From the start of the process until the last job had ended.</summary>
    public TimeSpan Duration { get; private set; }

    public int ExitCode { get; private set; }

    public async Task<string> RootAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return (_folder ??= await MakeAsync()).Path;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _folder?.Dispose();
        _gate.Dispose();
    }

    private async Task<TemporaryFolder> MakeAsync()
    {
        var folder = new TemporaryFolder();
        await using var server = MonitorProcess.Start(folder.Path, ("Simulation__Days", Days));
        await server.ReadyAsync();
        StartTime = server.Age;
        await MonitorContent.CompleteAsync(server, folder.Path);
        Duration = server.Age;
        ExitCode = await server.StopAsync();
        return folder;
    }
}

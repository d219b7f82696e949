using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>The web program as a process of its own, outside the Development environment: with its own data root and port, and a fixed day.</summary>
internal sealed class MonitorProcess : IAsyncDisposable
{
    /// <summary>The day that the program believes in.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Stopwatch _age = Stopwatch.StartNew();

    private MonitorProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public DateTime StartedAt => _process.StartTime.ToUniversalTime();

    /// <summary>Since the process was started.</summary>
    public TimeSpan Age => _age.Elapsed;

    /// <summary>Computing time of all its threads: unlike the clock it hardly depends on what else the machine does.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Settings of a server in a data root; later ones win, an empty value counts as not set.</summary>
    public static Dictionary<string, string> Settings(string root, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Data__Root"] = root,
            ["Urls"] = $"http://127.0.0.1:{FreePort()}",
            ["Simulation__Today"] = Today.ToString("yyyy-MM-dd"),
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return all;
    }

    /// <summary>Starts the built program and returns at once.</summary>
    public static MonitorProcess Start(string root, params (string Key, string Value)[] settings) => StartProgram(Programs.Web, Settings(root, settings));

    public static MonitorProcess StartProgram(string program, Dictionary<string, string> settings) =>
        new(Process.Start(Run.Describe(settings, program))!, new Uri(settings["Urls"]));

    /// <summary>Waits until the program says that it can do its work.</summary>
    public Task ReadyAsync() => Until.TrueAsync(
        async () =>
        {
            ThrowIfExited();
            return await StatusAsync("/health/ready") == HttpStatusCode.OK;
        },
        ReadyLimit, () => $"the server is ready. It said:\n{Output}");

    /// <summary>Null while nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Address, path), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void ThrowIfExited()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The server ended by itself with exit code {_process.ExitCode}. It said:\n{Output}");
    }

    /// <summary>SIGKILL: it has no say in it.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", _process.Id.ToString()]))
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => _process.HasExited, StopLimit, () => $"the server stopped. It said:\n{Output}");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}

using EquityMonitor.Cli;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Reporting.Tests.Cli;

/// <summary>Runs the command line in this process, in a folder of its own.</summary>
internal sealed class CliRun : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("equitymonitor-cli-").FullName;

    /// <summary>Above those of the run.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Output => Path.Combine(Folder, "out");

    public Task<int> AuditAsync(string yaml, string csv, params string[] more) =>
        RunAsync([.. new[] { "audit", "--model", Write("model.yaml", yaml), "--data", Write("data.csv", csv), "--out", Output }, .. more]);

    public Task<int> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = Terminal.Of(output, error, new FakeTimeProvider(new DateTimeOffset(2026, 9, 3, 10, 0, 0, TimeSpan.Zero))) with
        {
            Settings = new Dictionary<string, string?>(Settings, StringComparer.Ordinal) { ["Data:Root"] = Folder, ["ConnectionStrings:Hospital"] = "Data Source=:memory:" },
        };
        var code = await CommandLine.RunAsync(args, terminal, cancellationToken);
        Out = output.ToString();
        Error = error.ToString();
        return code;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

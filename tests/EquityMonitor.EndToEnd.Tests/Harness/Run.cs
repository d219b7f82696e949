using System.Diagnostics;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>A program that is expected to end by itself: exit code and everything it said.</summary>
internal sealed record Run(int Code, string Output, string Errors)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<Run> DotnetAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Process.Start(Describe(settings, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Did not end within {Limit.TotalSeconds} s: dotnet {string.Join(' ', arguments)}\n{await output}\n{await errors}", exception);
        }

        return new Run(process.ExitCode, await output, await errors);
    }

    /// <summary>dotnet with these settings as environment variables, and with none of the test's own.</summary>
    public static ProcessStartInfo Describe(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }
}

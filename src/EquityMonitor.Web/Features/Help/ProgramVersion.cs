using System.Reflection;
using System.Runtime.InteropServices;

namespace EquityMonitor.Web.Features.Help;

/// <summary>Which build of the program runs, and on what.</summary>
/// <param name="Number">"0.1.0".</param>
/// <param name="Source">The commit it was built from; null when the build did not say.</param>
public sealed record ProgramVersion(string Number, string? Source, string Runtime)
{
    private const int ShortCommit = 12;

    public static ProgramVersion Current { get; } = Of(
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown", RuntimeInformation.FrameworkDescription);

    public static ProgramVersion Of(string informational, string runtime)
    {
        ArgumentNullException.ThrowIfNull(informational);
        var parts = informational.Split('+', 2);
        return new(parts[0], parts.Length < 2 || parts[1].Length == 0 ? null : parts[1].Length <= ShortCommit ? parts[1] : parts[1][..ShortCommit], runtime);
    }
}

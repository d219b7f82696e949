using System.Globalization;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>What is promised in seconds is promised for two cores that do nothing else; where more wants to run than there are cores, everybody waits in proportion.</summary>
internal static class Promise
{
    private const string LoadFile = "/proc/loadavg";

    public static TimeSpan Of(TimeSpan promised) => promised * Math.Max(1, Load() / Environment.ProcessorCount);

    /// <summary>Threads that wanted to run, as a mean over the last minute; the server under test is among them.</summary>
    private static double Load() =>
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}

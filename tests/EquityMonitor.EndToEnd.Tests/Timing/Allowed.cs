using EquityMonitor.EndToEnd.Tests.Harness;

namespace EquityMonitor.EndToEnd.Tests.Timing;

/// <summary>
/// What a test may take of a promised time. Twice the promise, in proportion to the load: these are debug builds in which nothing is compiled ahead, on machines whose
/// cores may be half as fast, and what runs besides comes in bursts that a mean over a minute does not show. The measured figures are written to the log of the
/// test, to be held against the promise itself.
/// </summary>
internal static class Allowed
{
    private const int Room = 2;

    public static TimeSpan Of(TimeSpan promised) => Room * Promise.Of(promised);
}

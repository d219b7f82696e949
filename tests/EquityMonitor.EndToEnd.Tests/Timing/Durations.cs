using System.Diagnostics;
using System.Globalization;

namespace EquityMonitor.EndToEnd.Tests.Timing;

/// <summary>The same thing done again and again.</summary>
internal sealed class Durations(string what, IReadOnlyList<TimeSpan> times)
{
    private readonly TimeSpan[] _sorted = [.. times.Order()];

    public TimeSpan Median => At(0.5);

    /// <summary>As long or shorter were all but one in twenty.</summary>
    public TimeSpan Percentile95 => At(0.95);

    public static async Task<Durations> OfAsync(string what, int repetitions, Func<int, Task> work)
    {
        var times = new List<TimeSpan>(repetitions);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var began = Stopwatch.GetTimestamp();
            await work(repetition);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return new Durations(what, times);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: median {Median.TotalMilliseconds:0.0} ms, 95th percentile {Percentile95.TotalMilliseconds:0.0} ms, longest {_sorted[^1].TotalMilliseconds:0.0} ms of {_sorted.Length}");

    private TimeSpan At(double share) => _sorted[(int)Math.Ceiling(share * _sorted.Length) - 1];
}

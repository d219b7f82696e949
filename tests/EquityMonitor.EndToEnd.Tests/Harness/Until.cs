using System.Diagnostics;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>Waits for what another process does, which can only be asked for again and again. The one place of these tests that waits.</summary>
internal static class Until
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns the first value that is not null; fails with the words of <paramref name="what"/> when none came in time.</summary>
    public static async Task<T> ValueAsync<T>(Func<Task<T?>> read, TimeSpan within, Func<string> what)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await read() is { } value)
                return value;
            if (waited.Elapsed > within)
                throw new TimeoutException($"Not within {within.TotalSeconds:0.#} s: {what()}");
            await Task.Delay(Pace, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<Task<bool>> holds, TimeSpan within, Func<string> what) => ValueAsync(async () => await holds() ? "" : null, within, what);

    public static Task TrueAsync(Func<bool> holds, TimeSpan within, Func<string> what) => TrueAsync(() => Task.FromResult(holds()), within, what);
}

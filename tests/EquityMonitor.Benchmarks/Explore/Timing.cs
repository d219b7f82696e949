using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace EquityMonitor.Benchmarks.Explore;

/// <summary>Steps measured by the wall clock and by what they took of all processors, as rows of a Markdown table.</summary>
internal sealed class Timing(TextWriter output, int runs)
{
    public void Head(int encounters)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{encounters:N0} encounters, {runs} runs each after one that is not counted; {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}."));
        output.WriteLine();
        output.WriteLine("| step | median ms | min ms | max ms | processor ms, median |");
        output.WriteLine("|---|---|---|---|---|");
    }

    public async Task<T> RowAsync<T>(string step, Func<int, Task<T>> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var result = await run(0);
        var (taken, worked) = (new double[runs], new double[runs]);
        for (var index = 0; index < runs; index++)
        {
            GC.Collect();
            var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            result = await run(index + 1);
            taken[index] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            worked[index] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }

        Array.Sort(taken);
        Array.Sort(worked);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {taken[runs / 2]:0} | {taken[0]:0} | {taken[^1]:0} | {worked[runs / 2]:0} |"));
        return result;
    }

    public T Row<T>(string step, Func<int, T> run) => RowAsync(step, index => Task.FromResult(run(index))).GetAwaiter().GetResult();
}

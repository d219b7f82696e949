using EquityMonitor.Monitoring;
using Spectre.Console;

namespace EquityMonitor.Cli.Output;

/// <summary>One progress bar per step of a run.</summary>
internal static class StepBars
{
    public static Task RunAsync(IAnsiConsole console, Func<IProgress<StepProgress>, Task> run) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context => run(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<StepProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<RunStep, ProgressTask> _tasks = [];

        public void Report(StepProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.Step, out var task))
                    _tasks[value.Step] = task = context.AddTask(value.Step.ToString());
                task.MaxValue = Math.Max(1, value.Total);
                task.Value = value.Total == 0 ? 1 : value.Done;
                task.Description = value.Day is { } day ? $"{value.Step} {Days.Text(day)}" : value.Step.ToString();
            }
        }
    }
}

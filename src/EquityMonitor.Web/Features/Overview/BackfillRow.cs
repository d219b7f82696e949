using EquityMonitor.Monitoring;
using EquityMonitor.Web.Jobs;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>A model that has no results yet, and how far its first run has come.</summary>
public sealed record BackfillRow(string Key, string Name, IReadOnlyList<StepProgress> Steps, string Words, string? Failure)
{
    public static IReadOnlyList<BackfillRow> Of(OverviewView view, IReadOnlyList<RunProgress> runs, bool simulated)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(runs);
        if (view.IsEmpty)
        {
            var preparing = runs.FirstOrDefault(run => run.ModelKey.Length == 0);
            return preparing is not null || simulated ? [Row(string.Empty, "Simulated hospital", preparing)] : [];
        }

        return [.. view.Models.Where(model => !model.IsReady && model.Problem is null).Select(model => Row(model.Key, model.Name, runs.FirstOrDefault(run => run.ModelKey == model.Key)))];
    }

    private static BackfillRow Row(string key, string name, RunProgress? run) => run switch
    {
        null => new(key, name, [], "waiting its turn", null),
        { Failure: { } failure } => new(key, name, run.Steps, "stopped", failure),
        { IsRunning: false } => new(key, name, run.Steps, "finished", null),
        { Steps: [.., var step] } => new(key, name, run.Steps, RunWords.Of(step), null),
        _ => new(key, name, [], "starting", null),
    };
}

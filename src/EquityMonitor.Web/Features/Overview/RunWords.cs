using EquityMonitor.Monitoring;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The step of a run in plain words.</summary>
public static class RunWords
{
    /// <summary>"reading encounters, 120 of 730 days, at 3 Sep 2026".</summary>
    public static string Of(StepProgress step) =>
        $"{Step(step.Step)}, {Formats.Count(step.Done)} of {Formats.Count(step.Total, "day", "days")}{(step.Day is { } day ? $", at {Formats.Date(day)}" : null)}";

    public static string Step(RunStep step) => step switch
    {
        RunStep.Simulate => "generating the simulated hospital",
        RunStep.Pull => "reading encounters",
        RunStep.Evaluate => "computing performance by group",
        RunStep.Judge => "judging by the rules",
        RunStep.Follow => "following groups that need attention",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>
    /// How far a run has come over all its steps, from 0 to 1, so that one bar moves only forward: each step has the share of the time that it takes on a
    /// first run.
    /// </summary>
    public static double Overall(IReadOnlyList<StepProgress> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0)
            return 0;
        if (steps[^1].Step == RunStep.Simulate)
            return Share(steps[^1]);
        var before = 0.0;
        foreach (var (step, weight) in Weights)
        {
            if (step == steps[^1].Step)
                return before + (weight * Share(steps[^1]));
            before += weight;
        }

        return 1;
    }

    private static readonly (RunStep Step, double Weight)[] Weights = [(RunStep.Pull, 0.35), (RunStep.Evaluate, 0.35), (RunStep.Judge, 0.15), (RunStep.Follow, 0.15)];

    private static double Share(StepProgress step) => step.Total <= 0 ? 0 : Math.Clamp((double)step.Done / step.Total, 0, 1);
}

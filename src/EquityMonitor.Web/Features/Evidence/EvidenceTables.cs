using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>The steps of a course as rows: for screen readers, print, and whoever wants to replay them.</summary>
public static class EvidenceTables
{
    public static TrendTable Shown(EvidenceCourse course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return new TrendTable(
            ["Encounters of", "Counted as of", "Evidence", "Times its start", "What was counted", "What happened"],
            [
                .. course.Moments.Reverse().Select(moment => new TrendRow(
                    Formats.Date(moment.Step.Day),
                    [
                        Formats.Date(moment.Step.FrozenOn),
                        Phase(moment.Step.Phase),
                        EvidenceScale.Times(moment.Times),
                        Counted(course.Metric, moment.Step),
                        Event(moment.Step.Event) ?? string.Empty,
                    ])),
            ]);
    }

    /// <summary>For download: in the order of counting, with the logarithm that decides.</summary>
    public static DataTable File(EvidenceCourse course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return new DataTable(
            "evidence",
            [
                DataColumn.Day("Encounter day"), DataColumn.Day("Counted as of"), DataColumn.Text("Evidence"), DataColumn.Number("Log evidence"), DataColumn.Number("Times its start"),
                DataColumn.Number("Times needed"), DataColumn.Count("Encounters"), DataColumn.Count("Numerator"), DataColumn.Count("Encounters of the reference"),
                DataColumn.Count("Numerator of the reference"), DataColumn.Text("What happened"),
            ],
            [
                .. course.Moments.Select(moment => (IReadOnlyList<object?>)
                [
                    moment.Step.Day, moment.Step.FrozenOn, Phase(moment.Step.Phase), Known(moment.Step.LogEvidence), moment.Times,
                    moment.Step.Phase == EvidencePhase.Watching ? course.AlarmAt : course.RecoveryAt, moment.Step.Trials, moment.Step.Successes, moment.Step.ReferenceTrials, moment.Step.ReferenceSuccesses,
                    Event(moment.Step.Event),
                ]),
            ]);
    }

    /// <summary>"2 of 5 with the outcome", and the same of the reference.</summary>
    internal static string Counted(Metric metric, EvidenceStep step)
    {
        var own = Part(step.Successes, step.Trials) + $"{Formats.Space}{MetricWords.Of(metric).Denominator}";
        return step.ReferenceTrials is { } others ? $"{own}, against {Part(step.ReferenceSuccesses, others)}" : own;
    }

    private static string Part(int? successes, int trials) => successes is { } known ? $"{Formats.Count(known)} of {Formats.Count(trials)}" : Formats.Count(trials);

    private static string Phase(EvidencePhase phase) => phase == EvidencePhase.Watching ? "that the limit is broken" : "that the limit is met again";

    private static string? Event(EvidenceEvent kind) => kind switch
    {
        EvidenceEvent.Alarm => "The alarm was raised.",
        EvidenceEvent.Recovery => "It recovered.",
        _ => null,
    };

    private static double? Known(double logarithm) => double.IsFinite(logarithm) ? logarithm : null;
}

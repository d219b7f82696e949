using EquityMonitor.Monitoring.Evidence;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of peek-safe evidence, with the subgroup's own figures.</summary>
public static class PeekSafeMeaning
{
    /// <param name="path">With at least one step.</param>
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="counts">Whether the reader may see what was counted.</param>
    public static IReadOnlyList<string> Of(EvidencePath path, string who, bool counts)
    {
        ArgumentNullException.ThrowIfNull(path);
        var last = path.Steps[^1];
        string?[] sentences =
        [
            $"Agreed was {MetricWords.Of(path.Rule.Metric).InSentence} {LimitWords.Of(path.Rule)}, here for {who}. Each patient whose outcome becomes known makes the evidence that this is broken grow or shrink, by how much better a broken limit explains what happened.",
            path.IsAlarmed ? Alarmed(path) : Watching(path, last),
            counts ? PeekSafeWords.Counted(path) : null,
            path.IsAlarmed ? Recovery(path, last) : "Short of an alarm the verdict is Watch at most: it is shown, and alerts nobody.",
        ];
        return [.. sentences.OfType<string>()];
    }

    private static string Watching(EvidencePath path, EvidenceStep last) => Math.Exp(last.LogEvidence) switch
    {
        var worth when worth * path.Streams < 1 => $"It stands lower than at its start: what was counted speaks for a limit that is met.",
        var worth => $"Were every group at its limit, chance would bring evidence as strong as this somewhere in this model no more often than once in {Days(worth)}; an alarm needs evidence that it brings no more often than once in {Days(path.BudgetDays)}.",
    };

    private static string Alarmed(EvidencePath path) =>
        $"Were every group of this model at its limit, chance would bring evidence strong enough for an alarm no more often than once in {Days(path.BudgetDays)} on average, in the whole model together. So chance is an unlikely explanation.";

    private static string Recovery(EvidencePath path, EvidenceStep last) => last.Phase == EvidencePhase.Recovering
        ? $"Now the opposite is asked of later patients: whether the limit is met again. That evidence stands at {EvidenceScale.Times(EvidenceScale.Times(path, last))} its start and has to reach {EvidenceScale.Times(EvidenceScale.RecoveryAt(path))}."
        : $"Now the opposite is asked of later patients: whether the limit is met again.";

    /// <summary>"half a day", "12 days", "a year".</summary>
    private static string Days(double days) => days switch
    {
        < 0.75 => "less than a day",
        < 1.5 => "a day",
        365 => "a year",
        _ => Formats.Count((long)Math.Round(days), "day", "days"),
    };
}

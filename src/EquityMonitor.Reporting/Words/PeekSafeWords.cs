using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Peek-safe evidence in plain sentences: where it stands, what it rests on, and what is promised of it.</summary>
public static class PeekSafeWords
{
    private const int Year = 365;

    // Of the way to an alarm, in powers of ten: evidence that is met by chance wanders below, and its day would mean nothing.
    private const double Gathering = 0.5;

    /// <summary>"on average at most one false alarm per model and year".</summary>
    public static string Promise(double budgetDays) => $"on average at most one false alarm per model and {Span(budgetDays)}";

    /// <summary>"year", "180 days".</summary>
    public static string Span(double budgetDays) => budgetDays == Year ? "year" : Formats.Count((long)budgetDays, "day", "days");

    /// <summary>Where the evidence stands now; null without a step.</summary>
    public static IReadOnlyList<string> Standing(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Steps is not [.., var last])
            return [];
        var at = EvidenceScale.Times(path, last);
        var alarmAt = EvidenceScale.Times(EvidenceScale.AlarmAt(path));
        if (!path.IsAlarmed)
            return [$"The evidence that the limit is broken stands at {Of(at)} what it was at its start. An alarm is raised at {alarmAt} the start.", .. Past(path)];
        var recovery = EvidenceScale.Times(EvidenceScale.RecoveryAt(path));
        return
        [
            path.Alarms is [.., var alarm]
                ? $"As of {Formats.Date(alarm.RaisedOn)} the evidence reached {Of(Math.Exp(alarm.LogEvidence) * path.Streams)} what it was at its start, which raised the alarm: {alarmAt} are enough."
                : "The alarm is open.",
            last.Phase == EvidencePhase.Recovering
                ? $"Since then evidence that the limit is met again is gathered from later encounters. It stands at {Of(at)} its start; at {recovery} it closes the alert by itself."
                : $"From now on evidence that the limit is met again is gathered from later encounters; at {recovery} its start it closes the alert by itself.",
        ];
    }

    /// <summary>When the change probably began, and how sure that is; null while nothing is gathering.</summary>
    /// <param name="range">As <see cref="OnsetRange"/> gives it.</param>
    public static string? Onset(EvidencePath path, Computed<DateRange> range)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Onset is not { } onset || (!path.IsAlarmed && !IsGathering(path)))
            return null;
        var said = path.IsAlarmed
            ? $"The change probably began with the encounters of about {Formats.Date(onset)}."
            : $"What there is of evidence has been gathering since the encounters of about {Formats.Date(onset)}.";
        return $"{said} {Sureness(range)}";
    }

    /// <summary>What was counted: never the same patient twice in a year, as far as patients are known.</summary>
    public static string? Counted(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Steps.Count == 0)
            return null;
        var trials = path.Steps.Sum(step => (long)step.Trials);
        var (first, last) = (path.Steps.Min(step => step.Day), path.Steps.Max(step => step.Day));
        var each = path.Caveat == RateCaveat.NoPatientKey ? ", each encounter once"
            : path.Unlinked is null ? ", each patient once in a year"
            : ", each patient once in a year as far as patient ids tell";
        return $"Counted so far: {Formats.Count(trials, "encounter", "encounters")} {MetricWords.Of(path.Rule.Metric).Denominator}, from {Formats.Date(first)} to {Formats.Date(last)}{each}{Share(path, trials)}.";
    }

    /// <summary>What is promised, and who shares it.</summary>
    public static string Budget(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"The budget: {Promise(path.BudgetDays)}, shared by the {Formats.Count(path.Streams, "combination", "combinations")} of rule and group that are watched, however often somebody looks.";
    }

    /// <summary>What changes how the evidence is to be read.</summary>
    public static IReadOnlyList<string> Notes(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var notes = new List<string>();
        if (Caveat(path.Caveat) is { } caveat)
            notes.Add(caveat);
        if (path.Unlinked is { } unlinked)
            notes.Add(Without(unlinked));
        if (path.OneBetPerDay)
            notes.Add("One bet per day: the baseline does not show that days of this group differ by chance alone, so each day counts as one bet on its mean. That keeps the promise, and takes longer to find a change.");
        if (path.RevisedDays.Count > 0)
            notes.Add($"{Formats.Count(path.RevisedDays.Count, "day was", "days were")} revised after {(path.RevisedDays.Count == 1 ? "it was" : "they were")} counted. The evidence keeps what it had counted; every other figure follows the revised data.");
        if (path.Rule.Metric == Metric.Auroc)
            notes.Add("This AUROC compares patients of the same block of days only, so it may differ a little from the one of the whole window.");
        return notes;
    }

    /// <summary>Why the rate of false alarms is not guaranteed; null where it is.</summary>
    public static string? Caveat(RateCaveat? caveat) => caveat switch
    {
        RateCaveat.NoPatientKey => "Rate not guaranteed: encounters cannot be linked to patients, so one patient may count more than once, and false alarms may be more frequent than promised.",
        RateCaveat.ShortRetention => "Rate not guaranteed: encounters are kept for less than a year, so a patient who returns may count again, and false alarms may be more frequent than promised.",
        _ => null,
    };

    /// <summary>How many patient ids are missing, and what follows from it.</summary>
    private static string Without(UnlinkedEncounters unlinked)
    {
        var (has, each) = unlinked.Count == 1 ? ("has", "it counts") : ("have", "each counts");
        return $"Rate not guaranteed: of the {Formats.Count(unlinked.Counted, "encounter", "encounters")} that this rule has counted in all groups together, {Formats.Count(unlinked.Count)} {has} no patient id. "
            + $"Of these, {each} once as an encounter of its own, so one patient may count more than once, and false alarms may be more frequent than promised.";
    }

    private static bool IsGathering(EvidencePath path) =>
        path.Steps is [.., var last] && Math.Log(EvidenceScale.Times(path, last)) >= Gathering * Math.Log(EvidenceScale.AlarmAt(path));

    private static string Of(double times) => times < 0.1 ? "less than a tenth of" : times is >= 0.95 and < 1.05 ? "just" : EvidenceScale.Times(times);

    private static IEnumerable<string> Past(EvidencePath path)
    {
        if (path.Alarms is [.., { ClosedOn: { } closed } alarm])
            yield return $"An earlier alarm, raised as of {Formats.Date(alarm.RaisedOn)}, {(alarm.ClosedByPerson ? "was closed by a person" : "recovered")} as of {Formats.Date(closed)}; since then the evidence began anew.";
    }

    private static string Sureness(Computed<DateRange> range) => range.OrNull() switch
    {
        { } days when days.From == days.To => "No other day explains the counts nearly as well.",
        { } days => $"Any day from {Formats.Date(days.From)} to {Formats.Date(days.To)} would explain the counts nearly as well.",
        _ => $"That is an estimate: it may be off by days where many patients are counted, and by weeks where few are. Which other days would do cannot be said: {ReasonWords.Of(range.Reason)}.",
    };

    private static string? Share(EvidencePath path, long trials)
    {
        if (!path.Rule.Metric.IsProportion || trials == 0 || path.Steps.Any(step => step.Successes is null))
            return null;
        return $"; {MetricWords.Of(path.Rule.Metric).InSentence} among them is {Formats.Percent((double)path.Steps.Sum(step => (long)step.Successes!.Value) / trials)}";
    }
}

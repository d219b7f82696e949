using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>How sure the estimated day of onset is: the encounter days on which a change would explain the counts nearly as well.</summary>
public static class OnsetRange
{
    private static readonly NotEstimableReason OneBetPerDay = new("each day counts as one bet on its mean");
    private static readonly NotEstimableReason NotOneLimit = new("only shares that are held against one fixed limit have one");
    private static readonly NotEstimableReason CountsNotKept = new("the counts of its days are not kept");

    /// <summary>Of the latest alarm, or of what is gathering when there was none.</summary>
    /// <returns>Not estimable unless the rule holds a proportion against one fixed limit and counts patients one by one: then only the ledger's blocks could tell.</returns>
    public static Computed<DateRange> Of(EvidencePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Onset is not { } onset)
            return NotEstimableReason.NoStep;
        if (path.OneBetPerDay)
            return OneBetPerDay;
        if (!path.Rule.Metric.IsProportion)
            return NotOneLimit;
        ProportionEvidence evidence;
        switch (path.Rule.Limit)
        {
            case Limit.Floor(var value) when value is > 0 and < 1:
                evidence = new ProportionEvidence(value, Departure.Downwards);
                break;
            case Limit.Ceiling(var value) when value is > 0 and < 1:
                evidence = new ProportionEvidence(value, Departure.Upwards);
                break;
            default:
                return NotOneLimit;
        }

        var run = Run(path);
        if (run.Any(step => step.Successes is null))
            return CountsNotKept;
        return OnsetSupport.Of(evidence, [.. run.Select(step => step.Successes!.Value)], [.. run.Select(step => step.Trials)]).Select(range =>
        {
            // Days that were frozen late stand out of their order among the steps.
            var days = run.GetRange(range.First, range.Last - range.First + 1).Select(step => step.Day).Append(onset).ToList();
            return new DateRange(days.Min(), days.Max());
        });
    }

    /// <summary>The steps since the evidence was last at zero, up to the alarm where it led to one.</summary>
    private static List<EvidenceStep> Run(EvidencePath path)
    {
        var steps = path.Steps.ToList();
        var end = path.IsAlarmed ? steps.FindLastIndex(step => step.Event == EvidenceEvent.Alarm) : steps.Count - 1;
        var start = end;
        while (start > 0 && steps[start - 1] is { Phase: EvidencePhase.Watching, Event: EvidenceEvent.None })
            start--;
        return end < 0 || steps[end].Phase == EvidencePhase.Recovering ? [] : steps.GetRange(start, end - start + 1);
    }
}

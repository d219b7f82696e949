using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>From the ledger's account to what a reader may see of it; pure.</summary>
public static class EvidenceBuilder
{
    /// <param name="path">With at least one step.</param>
    /// <param name="names">Of the model's dimensions.</param>
    /// <param name="csvHref">Where the course is a file.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10: the steps of single days nearly always do.</param>
    public static EvidenceCourse Of(EvidencePath path, SubgroupNames names, string csvHref, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(names);
        var range = OnsetRange.Of(path);
        var onset = PeekSafeWords.Onset(path, range);
        var counts = showSmallCells || !IsSmall(path);
        return new EvidenceCourse
        {
            Metric = path.Rule.Metric,
            Title = $"{path.Rule.Name}, {names.Of(path.Subgroup)}",
            Standing = PeekSafeWords.Standing(path),
            Onset = onset,
            OnsetDay = onset is null ? null : path.Onset,
            OnsetRange = onset is null ? null : range.OrNull(),
            Counted = counts ? PeekSafeWords.Counted(path) : null,
            Budget = PeekSafeWords.Budget(path),
            Notes = PeekSafeWords.Notes(path),
            Meaning = PeekSafeMeaning.Of(path, names.Phrase(path.Subgroup), counts),
            Moments = showSmallCells ? Moments(path) : [],
            IsWithheld = !showSmallCells,
            AlarmAt = EvidenceScale.AlarmAt(path),
            RecoveryAt = EvidenceScale.RecoveryAt(path),
            IsAlarmed = path.IsAlarmed,
            CsvHref = showSmallCells ? csvHref : null,
        };
    }

    /// <summary>"/models/readmission/evidence?rule=sens-floor&amp;group=language%3DSpanish".</summary>
    public static string Address(string modelKey, string ruleKey, SubgroupKey subgroup) => Address(modelKey, "evidence", ruleKey, subgroup);

    /// <summary>The same as a file.</summary>
    public static string FileAddress(string modelKey, string ruleKey, SubgroupKey subgroup) => Address(modelKey, "evidence.csv", ruleKey, subgroup);

    private static string Address(string modelKey, string page, string ruleKey, SubgroupKey subgroup)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        ArgumentNullException.ThrowIfNull(ruleKey);
        ArgumentNullException.ThrowIfNull(subgroup);
        return $"/models/{Uri.EscapeDataString(modelKey)}/{page}?rule={Uri.EscapeDataString(ruleKey)}&group={Uri.EscapeDataString(subgroup.ToString())}";
    }

    private static List<EvidenceMoment> Moments(EvidencePath path)
    {
        var moments = new List<EvidenceMoment>(path.Steps.Count);
        var at = DateOnly.MinValue;
        foreach (var step in path.Steps)
        {
            at = step.Day > at ? step.Day : at;
            moments.Add(new EvidenceMoment(at, step, EvidenceScale.Times(path, step)));
        }

        return moments;
    }

    private static bool IsSmall(EvidencePath path)
    {
        var trials = path.Steps.Sum(step => (long)step.Trials);
        return trials is >= 1 and <= SmallCells.Largest || (path.Steps.All(step => step.Successes is not null) && SmallCells.InPart(path.Steps.Sum(step => (long)step.Successes!.Value), trials));
    }
}

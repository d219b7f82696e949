using System.Globalization;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>What a label audit says, in sentences with its own numbers.</summary>
public static class LabelAuditWords
{
    public const string Curve =
        "Patients are put in order by their score and cut into ten parts of equal size. A point shows the mean need of a group within one part, with its 95\u00A0% interval for whoever is compared or stands out. Where lines lie apart, patients with the same score do not need the same.";

    public const string Bounds =
        "A model can predict its outcome perfectly well in every group and still serve one of them worse, when the outcome is not what patients need. What is taken for need here was declared with the model.";

    public static string Lead(IReadOnlyList<LabelAuditGroupView> groups, string need)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var sicker = Sicker(groups);
        return sicker.Count == 0
            ? "Near the threshold, no group needs more than everyone else with the same score by more than chance would explain."
            : string.Join(" ", sicker.Select(group => Sentence(group, need)));
    }

    /// <summary>Who needs more than everyone else with the same score, more than chance would explain; the two furthest off.</summary>
    public static IReadOnlyList<LabelAuditGroupView> Sicker(IReadOnlyList<LabelAuditGroupView> groups) =>
        [.. groups.Where(group => group.Gap is Reading.Known { Measured.Interval.Low: > 0 }).OrderByDescending(group => group.Gap.MeasuredOrNull!.Value).Take(2)];

    public static string Gap(Reading gap) => gap switch
    {
        Reading.Known { Measured: { } known } => $"{Signed(known.Value)}{(known.Interval is { Low: { } low, High: { } high } ? $", {Signed(low)} to {Signed(high)}" : null)}",
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    public static string Need(Reading need) => need switch
    {
        Reading.Known { Measured: { } known } =>
            $"{Number(known.Value)}{(known.Interval is { Low: { } low, High: { } high } ? $", {Number(low)} to {Number(high)}" : null)}, of {Formats.Count((long)known.Denominator, "patient", "patients")}",
        Reading.NotEstimable => "Nobody",
        _ => "Suppressed (1 to 10)",
    };

    public static string Share(Reading share) => share switch
    {
        Reading.Known { Measured: { } known } => $"{Formats.Percent(known.Value)}, {Formats.Range(Metric.FlagRate, known.Interval)}",
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    private static string Sentence(LabelAuditGroupView group, string need)
    {
        var gap = group.Gap.MeasuredOrNull!;
        var shares = group is { ShareOfFlagged: Reading.Known { Measured.Value: var now }, ShareByNeed: { } byNeed }
            ? $" They are {Formats.Percent(now)} of those flagged; if as many were flagged by need, they would be {Formats.Percent(byNeed)}."
            : null;
        return $"With the same score near the threshold, {group.Phrase} have a need ({need}) that lies {Number(gap.Value)} above that of everyone else on average ({Number(gap.Interval!.Value.Low!.Value)} to {Number(gap.Interval.Value.High!.Value)}).{shares}";
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture).Replace("-", "\u2212", StringComparison.Ordinal);

    private static string Signed(double value) => Number(value) is var text && text is "0.00" or "\u22120.00" ? "0.00" : value > 0 ? "+" + Number(value) : Number(value);
}

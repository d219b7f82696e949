using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>What a label audit says, in sentences with its own numbers.</summary>
public static class LabelAuditWords
{
    public static string Curve(ConfidenceLevel level) => NeedWords.Curve(level);

    public const string Bounds = NeedWords.Bounds;

    public static string Lead(IReadOnlyList<LabelAuditGroupView> groups, string need)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var sicker = Sicker(groups);
        return sicker.Count == 0
            ? string.Join(" ", [NobodySicker(groups), .. MoreByNeed(groups)])
            : string.Join(" ", sicker.Select(group => Sentence(group, need)));
    }

    private static string NobodySicker(IReadOnlyList<LabelAuditGroupView> groups) =>
        NeedWords.NobodySicker([.. groups.Where(group => group.Gap.MeasuredOrNull is not null).Select(group => (group.Name, group.Gap.MeasuredOrNull!))], groups.Count);

    /// <summary>Whose share of the flagged lies below their share by need, more than chance would explain; the two furthest off.</summary>
    private static IEnumerable<string> MoreByNeed(IReadOnlyList<LabelAuditGroupView> groups) => groups
        .Where(group => NeedWords.Missing(group.ShareOfFlagged.MeasuredOrNull, group.ShareByNeed) is not null)
        .OrderByDescending(group => NeedWords.Missing(group.ShareOfFlagged.MeasuredOrNull, group.ShareByNeed))
        .Take(2)
        .Select(group => NeedWords.MoreByNeed(group.Phrase, group.ShareOfFlagged.MeasuredOrNull!, group.ShareByNeed!.Value));

    /// <summary>Who needs more than everyone else with the same score, more than chance would explain; the two furthest off.</summary>
    public static IReadOnlyList<LabelAuditGroupView> Sicker(IReadOnlyList<LabelAuditGroupView> groups) =>
        [.. groups.Where(group => group.Gap is Reading.Known { Measured.Interval.Low: > 0 }).OrderByDescending(group => group.Gap.MeasuredOrNull!.Value).Take(2)];

    public static string Gap(Reading gap) => gap switch
    {
        Reading.Known { Measured: { } known } => NeedWords.Gap(known),
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    public static string Need(Reading need) => need switch
    {
        Reading.Known { Measured: { } known } => NeedWords.Mean(known),
        Reading.NotEstimable => "Nobody",
        _ => "Suppressed (1 to 10)",
    };

    public static string Share(Reading share) => share switch
    {
        Reading.Known { Measured: { } known } => $"{Formats.Percent(known.Value)}, {Formats.Range(Metric.FlagRate, known.Interval)}",
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    private static string Sentence(LabelAuditGroupView group, string need) =>
        NeedWords.Sicker(group.Phrase, need, group.Gap.MeasuredOrNull!, group.ShareOfFlagged.MeasuredOrNull?.Value, group.ShareByNeed);
}

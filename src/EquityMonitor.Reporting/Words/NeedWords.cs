using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a label audit says, in sentences with its own numbers.</summary>
public static class NeedWords
{
    /// <summary>How a curve of need is read.</summary>
    /// <param name="level">Of its intervals.</param>
    public static string Curve(ConfidenceLevel level) =>
        "Patients are put in order by their score and cut into ten parts of equal size. A point shows the mean need of a group within one part, with its " + IntervalWords.Of(level) + " for whoever is compared or stands out. Where lines lie apart, patients with the same score do not need the same.";

    public const string Bounds =
        "A model can predict its outcome perfectly well in every group and still serve one of them worse, when the outcome is not what patients need. What is taken for need here was declared with the model.";

    private const int MostNamed = 3;

    /// <summary>What can be said where nobody was found to need more: of whom, since an all-clear for a group that could not be compared would be false.</summary>
    /// <param name="compared">Names of the groups with enough patients near the threshold, and the difference of each.</param>
    /// <param name="groups">How many there are.</param>
    public static string NobodySicker(IReadOnlyList<(string Name, Estimate.Measured Gap)> compared, int groups)
    {
        ArgumentNullException.ThrowIfNull(compared);
        if (compared.Count == groups)
            return "Near the threshold, no group needs more than everyone else with the same score by more than chance would explain.";
        if (compared.Count == 0)
            return $"{(groups == 1 ? "The one group has too few" : $"None of the {Formats.Count(groups, "group", "groups")} has enough")} patients near the threshold to be compared, which says nothing either way.";
        var less = compared.Any(group => group.Gap.Interval is not { Low: <= 0, High: >= 0 });
        var found = less ? "no more need than everyone else with the same score, beyond chance" : "no difference beyond chance";
        var names = compared.Count > MostNamed ? null : $": {Listed([.. compared.Select(group => group.Name)])}";
        return $"Only {Formats.Count(compared.Count)} of {Formats.Count(groups, "group", "groups")} {(compared.Count == 1 ? "has" : "have")} enough patients near the threshold to be compared{names ?? ";"}{(names is null ? null : ",")} {found}.";
    }

    /// <summary>Of a group that by need would be flagged more: "Patients whose race is Black are 2 % (1 to 2) of the flagged; by need they would be 5 %."</summary>
    /// <param name="now">With an interval.</param>
    public static string MoreByNeed(string who, Estimate.Measured now, double byNeed)
    {
        ArgumentNullException.ThrowIfNull(now);
        return $"{Formats.Capital(who)} are {Formats.Percent(now.Value)} ({Formats.Range(Metric.FlagRate, now.Interval)}) of the flagged; by need they would be {Formats.Percent(byNeed)}.";
    }

    /// <summary>How far below its share by need a group's share of the flagged lies, when the whole interval of it does; null otherwise.</summary>
    public static double? Missing(Estimate.Measured? now, double? byNeed) =>
        now?.Interval is { High: { } high } && byNeed > high ? byNeed - now.Value : null;

    /// <param name="who">For the middle of a sentence: "patients whose race is Black".</param>
    /// <param name="need">What need is measured by.</param>
    /// <param name="gap">With an interval.</param>
    /// <param name="shareNow">Of the flagged; null where it is not known.</param>
    /// <param name="shareByNeed">If as many were flagged by need.</param>
    public static string Sicker(string who, string need, Estimate.Measured gap, double? shareNow, double? shareByNeed)
    {
        ArgumentNullException.ThrowIfNull(gap);
        var shares = shareNow is { } now && shareByNeed is { } byNeed
            ? $" They are {Formats.Percent(now)} of those flagged; if as many were flagged by need, they would be {Formats.Percent(byNeed)}."
            : null;
        return $"With the same score near the threshold, {who} have a need ({need}) that lies {Number(gap.Value)} above that of everyone else on average ({Number(gap.Interval!.Value.Low!.Value)} to {Number(gap.Interval.Value.High!.Value)}).{shares}";
    }

    /// <summary>"+0.31, +0.22 to +0.40".</summary>
    public static string Gap(Estimate.Measured gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        return $"{Signed(gap.Value)}{(gap.Interval is { Low: { } low, High: { } high } ? $", {Signed(low)} to {Signed(high)}" : null)}";
    }

    /// <summary>"2.31, 2.22 to 2.40, of 412 patients".</summary>
    public static string Mean(Estimate.Measured need)
    {
        ArgumentNullException.ThrowIfNull(need);
        return $"{Number(need.Value)}{(need.Interval is { Low: { } low, High: { } high } ? $", {Number(low)} to {Number(high)}" : null)}, of {Formats.Count((long)need.Denominator, "patient", "patients")}";
    }

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture).Replace("-", "\u2212", StringComparison.Ordinal);

    private static string Listed(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Signed(double value) => Number(value) is var text && text is "0.00" or "\u22120.00" ? "0.00" : value > 0 ? "+" + Number(value) : Number(value);
}

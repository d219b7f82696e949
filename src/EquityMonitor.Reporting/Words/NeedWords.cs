using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a label audit says, in sentences with its own numbers.</summary>
public static class NeedWords
{
    public const string Curve =
        "Patients are put in order by their score and cut into ten parts of equal size. A point shows the mean need of a group within one part, with its 95\u00A0% interval for whoever is compared or stands out. Where lines lie apart, patients with the same score do not need the same.";

    public const string Bounds =
        "A model can predict its outcome perfectly well in every group and still serve one of them worse, when the outcome is not what patients need. What is taken for need here was declared with the model.";

    public const string NobodySicker = "Near the threshold, no group needs more than everyone else with the same score by more than chance would explain.";

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

    private static string Signed(double value) => Number(value) is var text && text is "0.00" or "\u22120.00" ? "0.00" : value > 0 ? "+" + Number(value) : Number(value);
}

using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of the figures of a label audit, with their own numbers.</summary>
public static class NeedMeaning
{
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="need">What need is measured by.</param>
    /// <param name="patients">Of the group.</param>
    /// <param name="all">Whose need is known.</param>
    public static IReadOnlyList<string> Patients(string who, string need, long patients, long all) =>
    [
        $"Of {Formats.Count(all, "patient", "patients")} whose need ({need}) is recorded, {Formats.Count(patients)} ({Formats.Percent(patients / (double)Math.Max(1, all))}) are {who}.",
        "Each counts once, with the first encounter of these days, so that people who come often do not count more.",
    ];

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="need">What need is measured by.</param>
    /// <param name="gap">The group less everyone else.</param>
    /// <param name="p">Of the gap.</param>
    /// <param name="near">Of the group, near the threshold.</param>
    /// <param name="others">Everyone else near it.</param>
    public static IReadOnlyList<string> Gap(string who, string need, Estimate.Measured gap, Computed<double> p, long near, long others)
    {
        ArgumentNullException.ThrowIfNull(gap);
        var size = NeedWords.Number(Math.Abs(gap.Value));
        var where = size == "0.00" ? "as high as" : $"{size} {(gap.Value > 0 ? "above" : "below")}";
        return
        [
            $"Near the threshold, {who} ({Formats.Count(near)}) have a need ({need}) that lies {where} that of everyone else with nearly the same score ({Formats.Count(others)}) on average.",
            gap.Interval is { Low: { } low, High: { } high }
                ? $"The true difference is likely between {NeedWords.Number(low)} and {NeedWords.Number(high)}, {ShiftMeaning.Chance(gap)} ({ShiftWords.P(p)})."
                : $"How sure this is cannot be said: {p.Reason ?? NotEstimableReason.NoVariation} in the needs.",
        ];
    }

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="share">Of the flagged.</param>
    /// <param name="patients">Of the group; null where that is withheld.</param>
    /// <param name="all">Whose need is known.</param>
    public static IReadOnlyList<string> ShareNow(string who, Estimate.Measured share, long? patients, long all)
    {
        ArgumentNullException.ThrowIfNull(share);
        var count = Formats.Count(Math.Round(share.Value * share.Denominator, MidpointRounding.AwayFromZero));
        var whole = patients is { } group && all > 0 ? $" Of all patients they are {Formats.Percent(group / (double)all)}." : null;
        return
        [
            $"Of {Formats.Count(share.Denominator)} patients who are flagged, {count} ({Formats.Percent(share.Value)}) are {who}.",
            $"With so many patients the true share is likely between {Formats.Range(Metric.FlagRate, share.Interval).Replace(" to ", " and ", StringComparison.Ordinal)}{Formats.Space}%.{whole}",
        ];
    }

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="need">What need is measured by.</param>
    /// <param name="share">If the same number were flagged by need.</param>
    /// <param name="flagged">That number.</param>
    /// <param name="now">The share of the flagged now; null where it is not known.</param>
    public static IReadOnlyList<string> ShareByNeed(string who, string need, double share, long flagged, double? now) =>
    [
        $"If the same number, {Formats.Count(flagged)}, were flagged from the neediest down (by {need}), {Formats.Percent(share)} of them would be {who}, about {Formats.Count(share * flagged)}.",
        now is { } present ? $"Now they are {Formats.Percent(present)}: {Than(present - share)}." : "Patients with equal need share the last places.",
    ];

    private static string Than(double difference) => Math.Abs(difference) < 0.005
        ? "as many as need alone would give"
        : $"{Formats.Difference(Metric.FlagRate, difference)} {(difference < 0 ? "less" : "more")} than need alone would give";
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What is left of a gap once groups have the same mix, in words.</summary>
public static class StandardisedWords
{
    public const string What =
        "Groups differ in their mix of patients, and a gap may be no more than that. Here each group and everyone else are given the mix that all patients have. What is left shows no cause either.";

    /// <summary>"age band and sex".</summary>
    public static string Mix(IReadOnlyList<DimensionDefinition> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        string[] names = [.. by.Select(dimension => dimension.Name.ToLowerInvariant())];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>What remains of the gap, in one sentence; null where it cannot be said.</summary>
    /// <param name="who">For the middle of a sentence: "patients whose race is Black".</param>
    /// <param name="raw">The group less everyone else.</param>
    /// <param name="left">The same with equal mixes.</param>
    public static string? Sentence(Metric metric, string who, string mix, Estimate.Measured? raw, Estimate.Measured? left)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (raw is null || left is null)
            return null;
        var certain = left.Interval is { Low: > 0 } or { High: < 0 } ? "more than chance would explain" : "which chance alone could explain";
        return Math.Abs(raw.Value) < 0.005
            ? $"With the same mix of {mix}, {MetricWords.Of(metric).InSentence} of {who} would differ by {Formats.Difference(metric, left.Value)} from everyone else, {certain}."
            : $"Of the {Formats.Difference(metric, raw.Value)} {(raw.Value < 0 ? "less" : "more")} among {who}, {Formats.Difference(metric, left.Value)}{(Math.Abs(left.Value) < 0.005 ? null : left.Value < 0 ? " less" : " more")} would be left with the same mix of {mix}, {certain}.";
    }
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>What drift figures say, in sentences with their own numbers.</summary>
public static class DriftWords
{
    public const string Bins = ShiftWords.Bins;

    /// <summary>What the values are called together for which no training share was declared. As an example it says little: a value that has a name comes first.</summary>
    public const string WithoutShare = ShiftWords.WithoutShare;

    /// <summary>Times as often from which a value is named, and below its inverse: the four-fifths convention.</summary>
    private const double Telling = 1.25;

    /// <param name="groups">All first.</param>
    public static string Scores(IReadOnlyList<GroupDriftView> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var shown = groups.Where(group => group.Shift is not null).OrderByDescending(Index).ToList();
        var moved = shown.Where(group => group.Shift is { Level: not DriftLevel.Little }).Select(group => $"{group.Name} ({DriftMark.Word(group.Shift!.Level)}, PSI {ShiftWords.Index(Index(group))})").ToList();
        return shown.Count == 0 ? string.Empty
            : moved.Count > 0 ? $"Scores have moved since the baseline for {ShiftWords.List(moved)}."
            : shown.Count == 1 ? $"Scores have hardly moved since the baseline: PSI {ShiftWords.Index(Index(shown[0]))}."
            : $"Scores have hardly moved since the baseline, whichever of these groups one looks at: most for {shown[0].Name}, PSI {ShiftWords.Index(Index(shown[0]))}.";

        static double Index(GroupDriftView group) => group.Shift!.Result.StabilityIndex.BiasCorrected;
    }

    /// <summary>How the patients differ from those that the model was trained on; empty where that was not declared.</summary>
    public static string Patients(IReadOnlyList<MixView> mix, MixDetail chosen)
    {
        ArgumentNullException.ThrowIfNull(mix);
        ArgumentNullException.ThrowIfNull(chosen);
        var strangers = mix.Where(dimension => dimension.AgainstTraining.TryGet(out var figures) && figures.Level != DriftLevel.Little)
            .Select(dimension => $"{dimension.Name.ToLowerInvariant()} ({DriftMark.Word(dimension.AgainstTraining.Value.Level)})").ToList();
        var declared = mix.Count(dimension => dimension.AgainstTraining.Reason is null);
        var whole = declared == 0 ? null
            : strangers.Count > 0 ? $"Patients differ from those the model was trained on by {ShiftWords.List(strangers)}."
            : "No attribute as a whole is far from the population that the model was trained on, as far as that was declared.";
        return string.Join(" ", new[] { whole, Furthest(chosen) }.OfType<string>());
    }

    /// <summary>How to read the ratios of a dimension, with the values that are furthest from 1.</summary>
    public static string RatioOf(MixDetail detail, ConfidenceLevel level)
    {
        ArgumentNullException.ThrowIfNull(detail);
        string?[] furthest = [Example(detail.Rows, row => row.OfTraining, "in the training population"), Example(detail.Rows, row => row.OfBaseline, "in the baseline")];
        return string.Join(" ", furthest.OfType<string>().Prepend(ShiftWords.Ratio(level)));
    }

    /// <summary>The value of the chosen dimension that the model saw too seldom, or too often, in training; null when none is told from chance.</summary>
    private static string? Furthest(MixDetail chosen)
    {
        var furthest = chosen.Rows.Select(row => (Row: row, Ratio: row.OfTraining?.MeasuredOrNull))
            .Where(entry => entry.Ratio is { Value: > 0, Interval: { Low: > Telling } or { High: < 1 / Telling } })
            .OrderBy(entry => entry.Row.Name == WithoutShare)
            .ThenByDescending(entry => Math.Abs(Math.Log(entry.Ratio!.Value)))
            .FirstOrDefault();
        return furthest.Ratio is null ? null : $"By {chosen.Name.ToLowerInvariant()}, “{furthest.Row.Name}” stands out: against the training population, {DriftTables.Times(furthest.Ratio)}.";
    }

    public static string P(Computed<double> p) => ShiftWords.P(p);

    public static string Number(double value) => ShiftWords.Number(value);

    public static string Bin(DriftBin bin)
    {
        ArgumentNullException.ThrowIfNull(bin);
        return ShiftWords.Bin(bin.From, bin.To);
    }

    /// <summary>What a share and its difference mean, in plain sentences; of one whose figures are all known.</summary>
    /// <param name="who">For the middle of a sentence: "all patients".</param>
    public static IReadOnlyList<string> Means(ShareView share, string who)
    {
        ArgumentNullException.ThrowIfNull(share);
        var (said, whole) = share.Kind switch
        {
            ShareKind.Prevalence => ("The outcome happened in", $"encounters with a known outcome among {who}"),
            ShareKind.FlagRate => ("The model flagged", $"scored encounters among {who}"),
            ShareKind.MissingOutcome => ("The outcome is not recorded for", $"encounters among {who} that are old enough for it"),
            _ => ($"\u201c{share.Name}\u201d is not recorded for", $"scored encounters among {who}"),
        };
        return ShiftMeaning.Share(said, whole, share.Now.MeasuredOrNull!, share.Before.MeasuredOrNull!, share.Difference.MeasuredOrNull!);
    }

    /// <summary>What the difference comes to; null when it is not known.</summary>
    public static string? Verdict(ShareView share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return share.Difference is not Reading.Known { Measured: { } known } ? null
            : known.Interval is { Low: > 0 } ? "more often than in the baseline, more than chance would explain"
            : known.Interval is { High: < 0 } ? "less often than in the baseline, more than chance would explain"
            : "as in the baseline: no clear difference";
    }

    private static string? Example(IEnumerable<MixRow> rows, Func<MixRow, Reading?> pick, string where) => rows
        .Select(row => (row.Name, Ratio: pick(row)?.MeasuredOrNull))
        .Where(row => row.Ratio is { Value: > 0 })
        .OrderBy(row => row.Name == WithoutShare)
        .ThenByDescending(row => Math.Abs(Math.Log(row.Ratio!.Value)))
        .Select(row => $"\u201c{row.Name}\u201d occurs {Formats.Times(row.Ratio!.Value)} times as often as {where}.")
        .FirstOrDefault();
}

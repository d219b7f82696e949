using System.Globalization;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>What drift figures say, in sentences with their own numbers.</summary>
public static class DriftWords
{
    public const string Bins =
        "The baseline's scores are cut into ten parts of equal size, so that each held a tenth of the encounters then. The bars show what share of the encounters each part holds now.";

    public const string Ratio =
        "How many times as often the value occurs now as in the training population or in the baseline, with 95\u00A0% limits: 1 is as often, 0.5 half as often. A model knows least about those it hardly saw.";

    /// <summary>Times as often from which a value is named, and below its inverse: the four-fifths convention.</summary>
    private const double Telling = 1.25;

    /// <param name="groups">All first.</param>
    public static string Scores(IReadOnlyList<GroupDriftView> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var moved = groups.Where(group => group.Shift is { Level: not DriftLevel.Little }).Select(group => $"{group.Name} ({DriftMark.Word(group.Shift!.Level)})").ToList();
        var shown = groups.Where(group => group.Shift is not null).ToList();
        return shown.Count == 0 ? string.Empty
            : moved.Count > 0 ? $"Scores have moved since the baseline for {List(moved)}."
            : shown.Count == 1 ? "Scores have hardly moved since the baseline." : "Scores have hardly moved since the baseline, whichever of these groups one looks at.";
    }

    /// <summary>How the patients differ from those that the model was trained on; empty where that was not declared.</summary>
    public static string Patients(IReadOnlyList<MixView> mix, MixDetail chosen)
    {
        ArgumentNullException.ThrowIfNull(mix);
        ArgumentNullException.ThrowIfNull(chosen);
        var strangers = mix.Where(dimension => dimension.AgainstTraining is { Level: not DriftLevel.Little }).Select(dimension => $"{dimension.Name.ToLowerInvariant()} ({DriftMark.Word(dimension.AgainstTraining!.Level)})").ToList();
        var declared = mix.Count(dimension => dimension.AgainstTraining is not null);
        var whole = declared == 0 ? null
            : strangers.Count > 0 ? $"Patients differ from those the model was trained on by {List(strangers)}."
            : "No attribute as a whole is far from the population that the model was trained on, as far as that was declared.";
        return string.Join(" ", new[] { whole, Furthest(chosen) }.OfType<string>());
    }

    /// <summary>The value of the chosen dimension that the model saw too seldom, or too often, in training; null when none is told from chance.</summary>
    private static string? Furthest(MixDetail chosen)
    {
        var furthest = chosen.Rows.Select(row => (Row: row, Ratio: row.OfTraining?.MeasuredOrNull))
            .Where(entry => entry.Ratio is { Value: > 0, Interval: { Low: > Telling } or { High: < 1 / Telling } })
            .OrderByDescending(entry => Math.Abs(Math.Log(entry.Ratio!.Value)))
            .FirstOrDefault();
        return furthest.Ratio is null ? null : $"By {chosen.Name.ToLowerInvariant()}, “{furthest.Row.Name}” stands out: against the training population, {DriftTables.Times(furthest.Ratio)}.";
    }

    /// <summary>Each figure with what it says.</summary>
    public static IReadOnlyList<(string Term, string Figure, string Sentence)> Of(ShiftView shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        var result = shift.Result;
        var (psi, ks, wasserstein) = (result.StabilityIndex, result.KolmogorovSmirnov, result.Wasserstein);
        return
        [
            ("Stability index (PSI)", Number(psi.BiasCorrected), $"{Number(psi.Value)} before what chance alone gives groups of this size is taken off. Up to 0.1 is little, above 0.25 is much."),
            ("Largest shift (KS)", Number(ks.Statistic), $"At one score the shares below it differ by {Formats.Percent(ks.Statistic)} between then and now ({P(ks.PValue)})."),
            ("Distance of shapes (Jensen–Shannon)", Number(result.JensenShannonDistance), "0 is the same distribution, 1 is none in common."),
            ("Average move (Wasserstein)", wasserstein.OverBaselineDeviation is { } over ? Number(over) : Number(wasserstein.Distance),
                $"Scores have moved by {Number(wasserstein.Distance)} on average{(wasserstein.OverBaselineDeviation is { } deviations ? $", {Number(deviations)} times how much they varied in the baseline" : null)}."),
        ];
    }

    public static string P(double? p) => p switch { null => "not tested: too few values", < 0.001 => $"p{Formats.Space}below{Formats.Space}0.001", { } known => $"p{Formats.Space}{Number(known)}" };

    public static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.0995 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    public static string Bin(DriftBin bin)
    {
        ArgumentNullException.ThrowIfNull(bin);
        return (bin.From, bin.To) switch
        {
            (null, { } to) => $"below {Edge(to)}",
            ({ } from, null) => $"{Edge(from)} or more",
            ({ } from, { } to) => $"{Edge(from)} to {Edge(to)}",
            _ => "all scores",
        };
    }

    /// <summary>What the difference comes to; null when it is not known.</summary>
    public static string? Verdict(ShareView share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return share.Difference is not Reading.Known { Measured: { } known } ? null
            : known.Interval is { Low: > 0 } ? "more often than in the baseline, more than chance would explain"
            : known.Interval is { High: < 0 } ? "less often than in the baseline, more than chance would explain"
            : "as in the baseline, as far as chance lets one say";
    }

    private static string Edge(double score) => score.ToString("0.###", CultureInfo.InvariantCulture);

    private static string List(List<string> items) => items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
}

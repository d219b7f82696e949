using System.Globalization;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>What calibration figures say, in sentences with their own numbers.</summary>
public static class CalibrationWords
{
    public const string Curve =
        "Encounters are put into ten bins of equal number by their score. A point shows the mean score of a bin and how often the outcome happened in it, with its 95\u00A0% interval. On the dashed line the score is the risk; above it the model understates the risk, below it overstates. The lower strip shows how scores are spread.";

    public const string OverTime =
        "The intercept tells whether risks are right on the whole (0 is right, above 0 the model understates), the slope whether they are spread rightly (1 is right, below 1 they are too extreme). Each mark is a window of its own.";

    public static string Lead(IReadOnlyList<GroupCalibrationView> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return string.Join(" ", groups.Select(Sentence).OfType<string>().Take(3));
    }

    public static string Error(ErrorView? error) => error is null ? "Not estimable: no evaluable encounters"
        : $"{Number(error.Value)}; a perfectly calibrated model would show {Number(error.OfPerfectModel)}";

    public static IReadOnlyList<string> OfError(ErrorView error, string who)
    {
        ArgumentNullException.ThrowIfNull(error);
        return
        [
            $"Over ten bins of score among {who}, the mean score and the share with the outcome lie {Formats.Percent(error.Value)} apart on average ({Formats.Count(error.Rows)} encounters).",
            $"Chance alone makes this figure larger than 0: a model whose scores are exactly right would show {Formats.Percent(error.OfPerfectModel)} with these scores (mean of {error.Draws} draws).",
            "It has no interval, and no rule or comparison uses it, since it grows as groups get smaller.",
        ];
    }

    public static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string? Sentence(GroupCalibrationView group)
    {
        if (group.ObservedExpected is not Reading.Known { Measured: { } ratio })
            return null;
        var who = group.Key.Length == 0 ? "Of all patients" : $"Of {group.Phrase}";
        var times = $"{Formats.Value(Metric.ObservedExpected, ratio.Value, ratio.Interval)} outcomes happened for each one that the scores predicted ({Formats.Range(Metric.ObservedExpected, ratio.Interval)})";
        return ratio.Interval switch
        {
            { Low: > 1 } => $"{who}, {times}: the model understates their risk.",
            { High: < 1 } => $"{who}, {times}: the model overstates their risk.",
            _ => $"{who}, {times}: no more off than chance could explain.",
        };
    }
}

using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>What calibration figures say, in sentences with their own numbers.</summary>
public static class CalibrationWords
{
    public static string Curve(ConfidenceLevel level) => CalibrationSentences.Curve(level) + " The lower strip shows how scores are spread.";

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
        return CalibrationSentences.OfError(who, error.Value, error.Rows, error.OfPerfectModel, error.Draws);
    }

    public static string Number(double value) => CalibrationSentences.Number(value);

    private static string? Sentence(GroupCalibrationView group) => group.ObservedExpected is Reading.Known { Measured: { } ratio } ? CalibrationSentences.Of(group.Phrase, ratio) : null;
}

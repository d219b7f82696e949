using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>
/// "What does this mean": a figure in plain sentences with its own counts, how sure it is, and how it compares with everyone else and with what was agreed.
/// Whoever reads them needs to know no statistics.
/// </summary>
public static class MeaningSentences
{
    /// <summary>Fewer than this are called few.</summary>
    private const double Few = 30;

    /// <summary>The first two say what was measured and how sure it is; the others compare.</summary>
    public static IReadOnlyList<string> Of(MeaningFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        string?[] sentences = figures.Own switch
        {
            null => ["This figure is suppressed: it rests on 1 to 10 patients or encounters, so that a person might be recognised.", "Quality and governance can see it.", Agreed(figures)],
            Estimate.Measured own => [MeaningOfMetric.Of(figures.Metric, own, figures.Who), Certainty(figures.Metric, own), Compared(figures, own), Agreed(figures)],
            Estimate.NotEstimable none =>
            [
                $"{Formats.Capital(MetricWords.Of(figures.Metric).InSentence)} cannot be estimated for {figures.Who}: {ReasonWords.Of(none.Reason)}.",
                "It is left open and never shown as zero.",
                Agreed(figures),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(figures)),
        };
        return [.. sentences.OfType<string>()];
    }

    private static string Certainty(Metric metric, Estimate.Measured own)
    {
        if (own.Interval is not { } interval)
            return $"How sure this is cannot be said: {ReasonWords.Of(own.IntervalReason)}.";
        var unit = metric.IsProportion ? $"{Formats.Space}%" : null;
        var amount = own.Denominator < Few ? "so few" : "so many";
        var what = metric.IsProportion ? "share" : "value";
        return interval switch
        {
            { Low: not null, High: not null } => $"With {amount} encounters the true {what} is likely between {Formats.Range(metric, interval).Replace(" to ", " and ", StringComparison.Ordinal)}{unit}.",
            _ => $"With {amount} encounters the true {what} is likely {Formats.Range(metric, interval)}{unit}.",
        };
    }

    private static string? Compared(MeaningFigures figures, Estimate.Measured own)
    {
        if (figures.Others is not Estimate.Measured others)
            return null;
        var metric = figures.Metric;
        var theirs = Formats.Value(metric, others.Value, others.Interval);
        if (figures.Difference is not Estimate.Measured difference)
            return $"Among everyone else it is {theirs}.";
        if (metric.IsProportion && Math.Abs(difference.Value) < 0.005)
            return $"That is nearly the same as among everyone else ({theirs}).";
        return $"That is {Formats.Difference(metric, difference.Value)} {(difference.Value < 0 ? "less" : "more")} than among everyone else ({theirs}), {Chance(difference)}.";
    }

    private static string Chance(Estimate.Measured difference) => difference.Interval switch
    {
        null => "without a statement of how sure that is",
        { } interval when interval.Low > 0 || interval.High < 0 => "more than chance alone would explain",
        _ => "which chance alone could explain",
    };

    private static string? Agreed(MeaningFigures figures)
    {
        if (figures.Rule is not { } rule)
            return null;
        var agreed = $"Agreed was {LimitWords.Of(rule)}";
        return figures.Verdict switch
        {
            Verdict.Meets => $"{agreed}: that is met.",
            Verdict.Watch => $"{agreed}: the figure is past that limit, but so far chance could explain it, which is why the verdict is Watch.",
            Verdict.Below => $"{agreed}: the figure is past that limit, and more than chance would explain, which is why the verdict is Below.",
            Verdict.InsufficientData when figures.NotJudgedBecause is { } reason => $"{agreed}: that is not judged, since {ReasonWords.Of(reason)}.",
            Verdict.InsufficientData => $"{agreed}: there is too little data to judge, since at least {Formats.Count(rule.Minimum)} {MetricWords.Of(rule.Metric).Denominator} are needed{Has(figures)}.",
            _ => $"{agreed}, but the rule does not speak of {figures.Who}.",
        };
    }

    private static string? Has(MeaningFigures figures) =>
        figures.Own is Estimate.Measured own && own.Denominator < figures.Rule!.Minimum ? $" and there are {Formats.Count(own.Denominator)}" : null;
}

using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>
/// What was measured of a model for some patients, as the start of a sentence. Who hears of sensitivity thinks of those who were missed: some metrics are said as what is
/// missing to one.
/// </summary>
public static class MetricSentence
{
    /// <summary>Whether the sentence gives 1 − the metric.</summary>
    public static bool IsTurned(Metric metric) => metric == Metric.Sensitivity || metric == Metric.Specificity;

    /// <summary>The figure as the sentence gives it.</summary>
    public static Estimate.Measured Turned(Metric metric, Estimate.Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return IsTurned(metric)
            ? measured with { Value = 1 - measured.Value, Interval = measured.Interval is { } interval ? new Interval(1 - interval.High, 1 - interval.Low) : null }
            : measured;
    }

    /// <summary>"Readmission risk misses 58 % of outcomes among patients whose preferred language is Spanish".</summary>
    /// <param name="model">Its name.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="measured">Of the metric itself, not turned.</param>
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    public static string Of(string model, Metric metric, Estimate.Measured measured, string who)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var said = Turned(metric, measured);
        var value = Formats.Value(metric, said.Value, said.Interval);
        return metric.Key switch
        {
            "sensitivity" or "fnr" => $"{model} misses {value} of outcomes among {who}",
            "specificity" or "fpr" => $"{model} wrongly flags {value} of those without the outcome among {who}",
            "ppv" => $"{model} is right for {value} of those that it flags among {who}",
            "npv" => $"{model} is right for {value} of those that it does not flag among {who}",
            "overrideRate" => $"{model}: clinicians do not follow {value} of its flags among {who}",
            "flagRate" => $"{model} flags {value} of {who}",
            "outcomeKnownRate" => $"{model} has the outcome recorded for {value} of {who}",
            "observedExpected" when said.Interval is { Low: <= 1, High: >= 1 } => $"{model} predicts the risk of {who} about rightly: {AsMany(said.Value)} as many outcomes occurred as it predicted",
            "observedExpected" => $"{model} {(said.Value < 1 ? "over" : "under")}states the risk of {who}: {AsMany(said.Value)} as many outcomes occurred as it predicted",
            _ => $"{model} has {Article(metric)} {MetricWords.Of(metric).InSentence} of {value} among {who}",
        };
    }

    /// <summary>
    /// After <see cref="Of"/>: "; at most 50 % was agreed". Where the sentence gives what is missing to one, so does this; a comparison with others that cannot be turned names its metric.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="limit">Of the rule; null when it is not known any more.</param>
    /// <param name="kept">The limit in words, as <see cref="Monitoring.Rules.LimitText"/> gives it.</param>
    public static string Agreed(Metric metric, Limit? limit, string kept)
    {
        string Value(double value) => Monitoring.Rules.LimitText.Value(metric, 1 - value);
        var words = (IsTurned(metric), limit) switch
        {
            _ when metric == Metric.ObservedExpected => null,
            (false, _) or (_, Limit.Gap) => kept,
            (_, Limit.Floor floor) => $"at most {Value(floor.Value)}",
            (_, Limit.Ceiling ceiling) => $"at least {Value(ceiling.Value)}",
            (_, Limit.Band band) => $"between {Value(band.High)} and {Value(band.Low)}",
            _ => null,
        };
        return words is null ? $", where {LimitWords.Of(kept)} was agreed for {MetricWords.Of(metric).InSentence}" : $"; {LimitWords.Of(words)} was agreed";
    }

    /// <summary>"17 points more than among everyone else"; a ratio is put beside the other.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="own">Of the metric itself, not turned.</param>
    /// <param name="others">The same of everyone else.</param>
    /// <param name="among">"among everyone else", as <see cref="Monitoring.Rules.LimitText.Among"/> gives it.</param>
    public static string Against(Metric metric, double own, double others, string among)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric == Metric.ObservedExpected
            ? $"against {AsMany(others)} {among}"
            : Against(metric, own - others, among);
    }

    /// <summary>"17 points more than among everyone else".</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="difference">Of the metric itself, not turned.</param>
    /// <param name="among">"among everyone else", as <see cref="Monitoring.Rules.LimitText.Among"/> gives it.</param>
    public static string Against(Metric metric, double difference, string among) =>
        $"{Formats.Difference(metric, difference)} {(difference < 0 == IsTurned(metric) ? "more" : "less")} than {among}";

    /// <summary>"95\u00A0% interval 51 to 65", at the level of the figure; null without an interval.</summary>
    public static string? Certainty(Metric metric, Estimate.Measured measured)
    {
        var said = Turned(metric, measured);
        return said.Interval is { } interval ? $"{IntervalWords.Of(said.Level)} {Formats.Range(metric, interval)}" : null;
    }

    /// <summary>"0.42 times": observed over expected as a sentence gives it, in the unit of its limit.</summary>
    public static string AsMany(double ratio) => $"{Formats.Value(Metric.ObservedExpected, ratio)} times";

    internal static string Article(Metric metric) => MetricWords.Of(metric).InSentence[0] is 'a' or 'A' or 'o' or 'F' ? "an" : "a";
}

using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Metric values as people read them: whole percents, decimals where a percent has no meaning.</summary>
public static class MetricWords
{
    public static string Value(Metric metric, double value) => metric.IsProportion ? Percent(value) : value.ToString(Decimals(metric), CultureInfo.InvariantCulture);

    /// <summary>"51 to 65"; with a decimal where whole percents would be equal; an unbounded limit is said in words; empty without an interval.</summary>
    public static string Limits(Metric metric, Interval? interval) => interval switch
    {
        null => "",
        { Low: { } low, High: { } high } when metric.IsProportion && low < high && BarePercent(low) == BarePercent(high) => $"{OneDecimal(low)} to {OneDecimal(high)}",
        { Low: { } low, High: { } high } => $"{Bare(metric, low)} to {Bare(metric, high)}",
        { Low: { } low } => $"{Bare(metric, low)} or more",
        { High: { } high } => $"{Bare(metric, high)} or less",
        _ => "unbounded",
    };

    /// <summary>A difference in points of a hundred for proportions, in the metric's own unit otherwise, with its sign.</summary>
    public static string Difference(Metric metric, double difference) => metric.IsProportion
        ? $"{Signed(difference * 100, "0")} points"
        : Signed(difference, Decimals(metric));

    /// <summary>What the denominator counts.</summary>
    public static string DenominatorNoun(Metric metric) => metric.Key switch
    {
        "flagRate" => "scored",
        "outcomeKnownRate" => "mature",
        "sensitivity" or "fnr" or "averagePrecision" => "positives",
        "specificity" or "fpr" => "negatives",
        "ppv" or "nne" => "flagged",
        "npv" => "not flagged",
        "f1" => "flagged or positive",
        "auroc" or "balancedAccuracy" or "calibrationIntercept" or "calibrationSlope" => "in the smaller class",
        "observedExpected" => "expected events",
        "overrideRate" => "flagged with a response",
        _ => "evaluable",
    };

    /// <summary>A count, thousands set apart.</summary>
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A whole percent; one decimal where a whole percent would say none or all. The sign never starts a line.</summary>
    public static string Percent(double share) => BarePercent(share) + "\u00A0%";

    private static string Bare(Metric metric, double value) => metric.IsProportion ? BarePercent(value) : Value(metric, value);

    private static string BarePercent(double share) => share is > 0 and < 0.005 or > 0.995 and < 1
        ? OneDecimal(share)
        : (share * 100).ToString("0", CultureInfo.InvariantCulture);

    private static string OneDecimal(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double number, string format)
    {
        var text = Math.Abs(number).ToString(format, CultureInfo.InvariantCulture);
        var rounded = double.Parse(text, CultureInfo.InvariantCulture);
        return (rounded == 0 ? "\u00B1" : number < 0 ? "\u2212" : "+") + text;
    }

    private static string Decimals(Metric metric) => metric.Key switch
    {
        "nne" => "0.0",
        "observedExpected" or "f1" or "calibrationIntercept" or "calibrationSlope" => "0.00",
        _ => "0.000",
    };
}

using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Estimates as cells of a table.</summary>
internal static class Cells
{
    public static TableCell Of(Metric metric, Estimate estimate) => estimate switch
    {
        Estimate.Measured measured => new TableCell(Formats.Value(metric, measured.Value, measured.Interval), measured.Interval is { } interval ? Formats.Range(metric, interval) : "no interval"),
        Estimate.NotEstimable(var reason) => new TableCell("\u2013", reason.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(estimate)),
    };

    /// <summary>A share with its interval and denominator.</summary>
    public static TableCell Share(Estimate estimate) => estimate is Estimate.Measured measured
        ? new TableCell(Formats.Value(Metric.FlagRate, measured.Value, measured.Interval), $"{Formats.Range(Metric.FlagRate, measured.Interval)}, of {Formats.Count(measured.Denominator)}")
        : Of(Metric.FlagRate, estimate);

    /// <summary>A difference of shares in points.</summary>
    public static TableCell Points(Estimate? difference) => difference switch
    {
        null => new TableCell("\u2013"),
        Estimate.Measured { Interval: { Low: { } low, High: { } high } } measured => new TableCell(PointWords.Unit(PointWords.Signed(measured.Value, high - low)), $"{PointWords.Signed(low, high - low)} to {PointWords.Signed(high, high - low)}"),
        Estimate.Measured measured => new TableCell(PointWords.Unit(PointWords.Signed(measured.Value)), "no interval"),
        Estimate.NotEstimable(var reason) => new TableCell("\u2013", reason.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(difference)),
    };

    public static TableCell Count(long count) => new(Formats.Count(count));
}

/// <summary>Why a part of an audit is not there, as a sentence.</summary>
internal static class MissingWords
{
    public static string Of<T>(AuditPart<T> part) => part switch
    {
        AuditPart<T>.NotEstimable none => $"Not estimable: {none.Why}.",
        AuditPart<T>.Suppressed none => $"Left out to protect small cells: {none.Why}.",
        AuditPart<T>.NotAsked none => none.How,
        _ => throw new ArgumentException("The part is there.", nameof(part)),
    };
}

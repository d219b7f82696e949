using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Numbers and dates as clinicians read them. Culture-free on purpose: a figure reads the same on every screen and in every document.</summary>
public static class Formats
{
    /// <summary>Keeps a number and its unit on one line.</summary>
    public const string Space = "\u00A0";

    /// <summary>The rule of rounding, for whoever subtracts two figures of a page.</summary>
    public const string RoundedOnce =
        "Every figure is rounded once, from its exact value; so is a difference. \u201C24\u00A0%\u201D and \u201C72\u00A0%\u201D can therefore lie \u201C47 points\u201D apart: the difference is right, and is the same on every page and in every file.";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Capital(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>"3 Sep 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMM yyyy", Culture).Replace(" ", Space, StringComparison.Ordinal);

    /// <summary>"3 Sep 2026, 02:10" in the given zone.</summary>
    public static string Moment(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        return $"{Date(DateOnly.FromDateTime(local))}, {local.ToString("HH:mm", Culture)}";
    }

    /// <summary>"for 80 days"; "since today" and "since yesterday" where that is shorter.</summary>
    public static string Since(DateOnly from, DateOnly today) => (today.DayNumber - from.DayNumber) switch
    {
        <= 0 => "since today",
        1 => "since yesterday",
        var days => $"for {Count(days)}{Space}days",
    };

    /// <summary>"80 days ago", "today", "yesterday".</summary>
    public static string Ago(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        <= 0 => "today",
        1 => "yesterday",
        var days => $"{Count(days)}{Space}days ago",
    };

    /// <summary>"1,214".</summary>
    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary>A denominator, which need not be whole, as a count.</summary>
    public static string Count(double count) => Number(count, 0);

    /// <summary>"1 patient", "1,214 patients".</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)}{Space}{(count == 1 ? one : many)}";

    /// <summary>A share as whole percent. What is not nothing never reads "0 %", what is not everything never reads "100 %".</summary>
    public static string Percent(double share) => $"{BarePercent(share)}{Space}%";

    /// <summary>
    /// The value of a metric: whole percent for a share, with a decimal where that would lie outside an interval that is shown with decimals; two decimals otherwise, three where two would hide the interval.
    /// </summary>
    public static string Value(Metric metric, double value, Interval? interval = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (!metric.IsProportion)
            return Number(value, Decimals(metric, interval));
        return interval is { Low: { } low, High: { } high } && IsInTenths(low, high) && IsOutside(value, low, high) ? $"{Tenths(value)}{Space}%" : Percent(value);
    }

    /// <summary>Whether a share lies outside an interval once it reads as a whole percent and the interval in tenths.</summary>
    private static bool IsOutside(double share, double low, double high)
    {
        var shown = Math.Round(share, 2, MidpointRounding.AwayFromZero);
        return shown < Math.Round(low, 3, MidpointRounding.AwayFromZero) || shown > Math.Round(high, 3, MidpointRounding.AwayFromZero);
    }

    /// <summary>"35 to 49" without the unit, which stands at the value; with a decimal where whole percents would be equal; an open end reads "35 or more", "49 or less"; empty without an interval.</summary>
    public static string Range(Metric metric, Interval? interval)
    {
        ArgumentNullException.ThrowIfNull(metric);
        string Text(double value) => metric.IsProportion ? BarePercent(value) : Number(value, Decimals(metric, interval));
        return interval switch
        {
            null => string.Empty,
            { Low: { } low, High: { } high } when metric.IsProportion && low < high && Text(low) == Text(high) => $"{Number(low * 100, 1)} to {Number(high * 100, 1)}",
            { Low: { } low, High: { } high } when metric.IsProportion && Text(low).Contains('.', StringComparison.Ordinal) != Text(high).Contains('.', StringComparison.Ordinal) => $"{Tenths(low)} to {Tenths(high)}",
            { Low: { } low, High: { } high } => $"{Text(low)} to {Text(high)}",
            { Low: { } low } => $"{Text(low)} or more",
            { High: { } high } => $"{Text(high)} or less",
            _ => "unbounded",
        };
    }

    /// <summary>"42 %, 35 to 49, of 214 with the outcome".</summary>
    public static string Full(Metric metric, Estimate.Measured measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var interval = measured.Interval is { } known ? Range(metric, known) : $"no interval ({measured.IntervalReason?.Text ?? "not defined"})";
        return $"{Value(metric, measured.Value, measured.Interval)}, {interval}, of {Denominator(metric, measured.Denominator)}";
    }

    /// <summary>"214 with the outcome".</summary>
    public static string Denominator(Metric metric, double denominator) => $"{Count(denominator)}{Space}{MetricWords.Of(metric).Denominator}";

    /// <summary>
    /// The size of a difference: "17 points" for shares, "0.05" otherwise. Every figure is rounded once, from its exact value, and so is a difference: it is the same on every page, in every
    /// file and beside its interval, and may be a point off the difference of two rounded percentages. <see cref="RoundedOnce"/> says so to readers.
    /// </summary>
    public static string Difference(Metric metric, double difference)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var size = Math.Abs(difference);
        if (!metric.IsProportion)
            return Number(size, size < 0.1 ? 3 : 2);
        var points = Math.Round(size * 100, MidpointRounding.AwayFromZero);
        return points < 1 ? "less than 1 point" : points == 1 ? $"1{Space}point" : $"{Number(points, 0)}{Space}points";
    }

    /// <summary>A difference in a column of differences: "+5", "−0.171", without the unit.</summary>
    public static string Signed(Metric metric, double difference)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var text = metric.IsProportion ? Number(difference * 100, 0) : Number(difference, metric == Metric.Nne ? 1 : metric == Metric.ObservedExpected || metric == Metric.F1 ? 2 : 3);
        return text.StartsWith('\u2212') ? text : (text.All(digit => digit is '0' or '.') ? "\u00B1" : "+") + text;
    }

    /// <summary>How many times another: "0.83".</summary>
    public static string Times(double ratio) => Number(ratio, 2);

    /// <summary>Of a ratio to a reference of 0, which has a lower limit alone: "at least 3.13 times that of everyone else".</summary>
    public static string TimesThatOf(double least, string others) => $"at least {Times(least)} times that of {others}";

    /// <summary>Whether the ends of the interval of a share are shown to a tenth of a percent: where whole percents would be equal, or one end is too near nothing or everything.</summary>
    private static bool IsInTenths(double low, double high) =>
        (low < high && BarePercent(low) == BarePercent(high)) || BarePercent(low).Contains('.', StringComparison.Ordinal) != BarePercent(high).Contains('.', StringComparison.Ordinal);

    private static string BarePercent(double share) => share switch
    {
        > 0 and < 0.0005 => "<0.1",
        < 1 and >= 0.9995 => ">99.9",
        > 0 and < 0.005 or >= 0.995 and < 1 => Number(share * 100, 1),
        _ => Number(share * 100, 0),
    };

    /// <summary>Both ends of an interval with as many decimals; nothing and everything need none.</summary>
    private static string Tenths(double share) => share is <= 0 or >= 1 or < 0.0005 or >= 0.9995 ? BarePercent(share) : Number(share * 100, 1);

    private static int Decimals(Metric metric, Interval? interval)
    {
        if (metric == Metric.Brier || metric == Metric.NetBenefit || metric == Metric.MeanError)
            return 3;
        if (metric == Metric.Nne)
            return 1;
        return interval is { Low: { } low, High: { } high } && high - low < 0.02 ? 3 : 2;
    }

    private static string Number(double value, int decimals)
    {
        // Away from zero as on paper; and a rounded zero carries no minus sign.
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString($"N{decimals.ToString(Culture)}", Culture).Replace("-", "\u2212", StringComparison.Ordinal);
    }
}

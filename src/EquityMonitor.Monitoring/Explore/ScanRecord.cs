using System.Globalization;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>That a scan was made, as the trail of what people did keeps it: an entry "subgroup scan" whose details can be read back.</summary>
/// <param name="Input">Fingerprint of the encounters.</param>
public sealed record ScanRecord(DateRange Days, string Metric, double Threshold, int Minimum, string Input, bool IsExploratory)
{
    public const string What = "subgroup scan";

    private const string Exploratory = "exploratory";
    private const string First = "first look";

    /// <summary>Whether it asked the same of the same encounters, so that it showed the same.</summary>
    public bool IsSameAs(ScanRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { IsExploratory = false } == other with { IsExploratory = false };
    }

    public string ToDetails(int found, int confirmed) => string.Create(
        CultureInfo.InvariantCulture,
        $"days {Days.From:yyyy-MM-dd} to {Days.To:yyyy-MM-dd}; metric {Metric}; threshold {Threshold:R}; minimum {Minimum}; input {Input}; {(IsExploratory ? Exploratory : First)}; found {found}; confirmed {confirmed}");

    /// <returns>Null for details that this version did not write.</returns>
    public static ScanRecord? TryRead(string? details)
    {
        if (details?.Split("; ") is not [var days, var metric, var threshold, var minimum, var input, var look, ..] || days.Split(' ') is not ["days", var from, "to", var to])
            return null;
        if (!Day(from, out var first) || !Day(to, out var last) || Value(metric, "metric") is not { } key || Value(input, "input") is not { } fingerprint
            || !double.TryParse(Value(threshold, "threshold"), NumberStyles.Float, CultureInfo.InvariantCulture, out var at)
            || !int.TryParse(Value(minimum, "minimum"), NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            || look is not (Exploratory or First))
            return null;
        return new ScanRecord(new DateRange(first, last), key, at, least, fingerprint, look == Exploratory);
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string? Value(string text, string name) => text.StartsWith(name + " ", StringComparison.Ordinal) ? text[(name.Length + 1)..] : null;
}

/// <summary>What a scan is worth beside those before it.</summary>
/// <param name="EarlierScans">Other scans whose days overlap with these, and so looked at some of the same people in the same halves.</param>
/// <param name="IsExploratory">There were such scans when this one was first made: what it finds is a hint, and needs later data.</param>
public sealed record ScanStanding(bool IsExploratory, int EarlierScans);

public sealed record ScanReport(ScanResult Result, ScanStanding Standing);

using System.Globalization;

namespace EquityMonitor.Reporting.Words;

/// <summary>How long something took, as people say it.</summary>
public static class Durations
{
    /// <summary>"under 1 s", "45 s", "2 min 5 s", "1 h 3 min", "2 days 4 h".</summary>
    public static string Of(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => $"under 1{Formats.Space}s",
        { TotalMinutes: < 1 } => Part(duration.Seconds, "s"),
        { TotalHours: < 1 } => Two(duration.Minutes, "min", duration.Seconds, "s"),
        { TotalDays: < 1 } => Two(duration.Hours, "h", duration.Minutes, "min"),
        _ => Two(duration.Days, duration.Days == 1 ? "day" : "days", duration.Hours, "h"),
    };

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? Part(large, largeUnit) : $"{Part(large, largeUnit)} {Part(small, smallUnit)}";

    private static string Part(int count, string unit) => $"{count.ToString(CultureInfo.InvariantCulture)}{Formats.Space}{unit}";
}

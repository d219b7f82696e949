using System.Globalization;

namespace EquityMonitor.Reporting.Words;

/// <summary>Days from one to another, both included, as people write them.</summary>
public static class DayRange
{
    /// <summary>"3 Aug to 31 Oct 2026", "3 Dec 2025 to 2 Mar 2026", "3 Aug 2026" for a single day.</summary>
    public static string Of(DateOnly from, DateOnly to)
    {
        if (from == to)
            return Formats.Date(to);
        var start = from.Year == to.Year ? from.ToString("d MMM", CultureInfo.InvariantCulture).Replace(" ", Formats.Space, StringComparison.Ordinal) : Formats.Date(from);
        return $"{start} to {Formats.Date(to)}";
    }
}

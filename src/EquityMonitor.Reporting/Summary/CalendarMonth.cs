using System.Globalization;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Summary;

/// <summary>A calendar month: the one period that documents are released for, so that no two of them overlap.</summary>
public readonly record struct CalendarMonth(int Year, int Month) : IComparable<CalendarMonth>
{
    public DateOnly First => new(Year, Month, 1);

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public DateRange Days => new(First, Last);

    public CalendarMonth Next => Of(First.AddMonths(1));

    public CalendarMonth Previous => Of(First.AddDays(-1));

    /// <summary>"October 2026".</summary>
    public string Name => First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Oct 2026".</summary>
    public string Short => First.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    public static CalendarMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads "2026-10"; null when it is no month.</summary>
    public static CalendarMonth? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is > 1900 and < 9999 ? Of(first) : null;

    public int CompareTo(CalendarMonth other) => First.CompareTo(other.First);

    /// <summary>"2026-10", as in addresses and file names.</summary>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

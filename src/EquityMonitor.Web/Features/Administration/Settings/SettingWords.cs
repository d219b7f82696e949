using System.Globalization;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>Values of settings as people say them, beside the form in which they are written.</summary>
public static class SettingWords
{
    /// <summary>"15 minutes (00:15:00)".</summary>
    public static string Time(TimeSpan time)
    {
        var written = time.ToString("c", CultureInfo.InvariantCulture);
        string? words = time switch
        {
            { Ticks: <= 0 } => null,
            _ when time.Ticks % TimeSpan.TicksPerDay == 0 => Formats.Count((long)time.TotalDays, "day", "days"),
            _ when time.Ticks % TimeSpan.TicksPerHour == 0 => Formats.Count((long)time.TotalHours, "hour", "hours"),
            _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => Formats.Count((long)time.TotalMinutes, "minute", "minutes"),
            _ when time.Ticks % TimeSpan.TicksPerSecond == 0 => Formats.Count((long)time.TotalSeconds, "second", "seconds"),
            _ => null,
        };
        return words is null ? written : $"{words} ({written})";
    }

    /// <summary>"daily 02:10 (10 2 * * *)"; a schedule that is neither daily nor weekly stays as it is written.</summary>
    public static string Cron(string cron)
    {
        ArgumentNullException.ThrowIfNull(cron);
        if (cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var minute, var hour, "*", "*", var day]
            || !int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || !int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h))
        {
            return cron;
        }

        var at = string.Create(CultureInfo.InvariantCulture, $"{h:00}:{m:00}");
        return day == "*" ? $"daily {at} ({cron})"
            : int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var weekday) && weekday is >= 0 and <= 7 ? $"every {(DayOfWeek)(weekday % 7)} {at} ({cron})"
            : cron;
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>How old the newest as-of day is; pure.</summary>
public static class Freshness
{
    /// <summary>A night that failed, and the next: from then on the newest day is no news.</summary>
    private const int DaysUntilStale = 3;

    /// <summary>"newest day, yesterday".</summary>
    /// <param name="from">The newest day of the model that has the oldest.</param>
    /// <param name="to">The newest day of all; the same where the models agree.</param>
    public static string Words(DateOnly from, DateOnly to, DateOnly today) =>
        from == to ? $"newest day, {Formats.Ago(to, today)}" : $"newest days, the oldest {Formats.Ago(from, today)}";

    public static bool IsStale(DateOnly newest, DateOnly today) => today.DayNumber - newest.DayNumber > DaysUntilStale;

    /// <summary>The day in the zone of the models; in UTC where they do not agree.</summary>
    public static DateOnly Today(IEnumerable<ModelDefinition?> models, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var zones = models.Select(definition => definition?.Time?.Zone).OfType<TimeZoneInfo>().DistinctBy(zone => zone.Id, StringComparer.Ordinal).ToList();
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.GetUtcNow().UtcDateTime, zones.Count == 1 ? zones[0] : TimeZoneInfo.Utc));
    }
}

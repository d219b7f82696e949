namespace EquityMonitor.Monitoring.Sources;

/// <summary>
/// Where the local days of a zone begin and end on the UTC clock. A day begins at the first instant whose local date is that day: a skipped midnight is the first instant after it,
/// a midnight that occurs twice is the first of the two, and a day that a zone skipped altogether is empty. Days follow one another without gap or overlap. Not thread-safe: it remembers the last day.
/// </summary>
public sealed class DayClock(TimeZoneInfo zone)
{
    private readonly Dictionary<DateOnly, DateTime> _midnights = [];
    private DateOnly _lastDay;
    private long _lastFrom = 1;
    private long _lastTo;

    /// <summary>The UTC instant at which the day begins.</summary>
    public DateTime Begin(DateOnly day)
    {
        if (!_midnights.TryGetValue(day, out var begin))
            _midnights[day] = begin = FindBegin(day);
        return begin;
    }

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTime utc)
    {
        if (utc.Ticks >= _lastFrom && utc.Ticks < _lastTo)
            return _lastDay;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
        if (day == DateOnly.MinValue || day >= DateOnly.MaxValue.AddDays(-1))
            return day;
        // A clock that is set back shortly after midnight shows the day before once more; the day has begun all the same.
        while (utc >= Begin(day.AddDays(1)))
            day = day.AddDays(1);
        while (utc < Begin(day))
            day = day.AddDays(-1);
        _lastDay = day;
        _lastFrom = Begin(day).Ticks;
        _lastTo = Begin(day.AddDays(1)).Ticks;
        return day;
    }

    private DateTime FindBegin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsAmbiguousTime(midnight))
            return DateTime.SpecifyKind(midnight - zone.GetAmbiguousTimeOffsets(midnight).Max(), DateTimeKind.Utc);
        if (!zone.IsInvalidTime(midnight))
            return TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
        // The clock jumps over midnight: search the jump between an instant surely before and one surely after.
        var before = midnight.AddHours(-39).Ticks;
        var after = midnight.AddHours(39).Ticks;
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(new DateTime(middle, DateTimeKind.Utc), zone)) >= day)
                after = middle;
            else
                before = middle;
        }

        return new DateTime(after, DateTimeKind.Utc);
    }
}

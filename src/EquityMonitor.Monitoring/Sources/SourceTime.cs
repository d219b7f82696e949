using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>A time as a source gave it: a wall clock, or an instant on the UTC clock when <see cref="IsInstant"/>.</summary>
public readonly record struct SourceTime(DateTime Clock, bool IsInstant)
{
    /// <summary>Reads what the providers give: DateTime, DateTimeOffset, DateOnly, or text with T or space, fraction, Z or offset.</summary>
    /// <param name="columnIsInstant">The database says that the column holds instants, whatever the .NET value carries.</param>
    public static bool TryRead(object value, bool columnIsInstant, out SourceTime time)
    {
        switch (value)
        {
            case DateTimeOffset instant:
                time = new(instant.UtcDateTime, true);
                return true;
            case DateTime { Kind: DateTimeKind.Local } local:
                time = new(local.ToUniversalTime(), true);
                return true;
            case DateTime clock:
                time = new(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), columnIsInstant || clock.Kind == DateTimeKind.Utc);
                return true;
            case DateOnly day:
                time = new(day.ToDateTime(TimeOnly.MinValue), false);
                return true;
            case string text:
                return TryParse(text.AsSpan().Trim(), out time);
            default:
                time = default;
                return false;
        }
    }

    /// <summary>Places the time in the stream that time.kind declares.</summary>
    /// <exception cref="SourceException">The time has an offset where none belongs, or has none where one does.</exception>
    public EncounterTime In(TimeDefinition definition, DayClock clock)
    {
        switch (definition.Kind)
        {
            case TimeKind.Local when IsInstant:
                throw new SourceException($"The column '{definition.Column}' holds times with an offset or Z, but time.kind is local. Write kind: offset (or utc) in the definition; if the times really are the site's own clock, remove the offset in the query.");
            case TimeKind.Offset when !IsInstant:
                throw new SourceException($"The column '{definition.Column}' holds times without an offset, but time.kind is offset. Write kind: local if they are the site's own clock, or kind: utc if they are UTC.");
            case TimeKind.Local:
                return new(DateOnly.FromDateTime(Clock), Clock.Ticks);
            default:
                return new(clock.DayOf(Clock), Clock.Ticks);
        }
    }

    private static bool TryParse(ReadOnlySpan<char> text, out SourceTime time)
    {
        time = default;
        if (text.Length < 10)
            return false;
        var tail = text[10..];
        if (tail.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
            return TryClock(text[..^1].TrimEnd(), isInstant: true, out time);
        if (tail.IndexOfAny('+', '-') < 0)
            return TryClock(text, isInstant: false, out time);
        var sign = 10 + tail.LastIndexOfAny('+', '-');
        if (!TryClock(text[..sign].TrimEnd(), isInstant: true, out var clock) || !TryOffset(text[(sign + 1)..], out var offset))
            return false;
        var ticks = clock.Clock.Ticks - (text[sign] == '-' ? -offset : offset);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        time = new(new DateTime(ticks), true);
        return true;
    }

    /// <summary>+01, +01:00 or +0100.</summary>
    private static bool TryOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var minutes = text.Length switch { 2 => "00", 4 => text[2..], 5 when text[2] == ':' => text[3..], _ => default };
        if (minutes.IsEmpty || !Digits(text[..2], out var hour) || !Digits(minutes, out var minute) || hour > 14 || minute > 59)
            return false;
        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        return true;
    }

    /// <summary>yyyy-MM-dd, then optionally T or a space and HH:mm, :ss and a fraction. By hand, because trying formats in turn takes longer than the rest of a row.</summary>
    private static bool TryClock(ReadOnlySpan<char> text, bool isInstant, out SourceTime time)
    {
        time = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var ticks = new DateTime(year, month, day).Ticks;
        if (text.Length > 10)
        {
            if (text[10] is not ('T' or ' ') || !TryTimeOfDay(text[11..], out var sinceMidnight))
                return false;
            ticks += sinceMidnight;
        }

        time = new(new DateTime(ticks), isInstant);
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || hour > 23 || minute > 59)
            return false;
        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        if (text.Length == 5)
            return true;
        if (text.Length < 8 || text[5] != ':' || !Digits(text[6..8], out var second) || second > 59)
            return false;
        ticks += second * TimeSpan.TicksPerSecond;
        if (text.Length == 8)
            return true;
        // Up to nine digits, as databases with nanoseconds write them; a tick has seven, and what is finer is cut off.
        var fraction = text[9..];
        if (text[8] != '.' || fraction.Length is 0 or > 9 || !Digits(fraction, out var value))
            return false;
        for (var digits = fraction.Length; digits < 9; digits++)
            value *= 10;
        ticks += value / 100;
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
                return false;
            value = (value * 10) + (letter - '0');
        }

        return true;
    }
}

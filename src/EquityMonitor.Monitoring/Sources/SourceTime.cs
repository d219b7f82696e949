using System.Globalization;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>A time as a source gave it: a wall clock, or an instant on the UTC clock when <see cref="IsInstant"/>.</summary>
public readonly record struct SourceTime(DateTime Clock, bool IsInstant)
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] OffsetFormats =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzz",
    ];

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
        if (!DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return false;
        time = new(DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Unspecified), true);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, bool isInstant, out SourceTime time)
    {
        var read = DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock);
        time = new(clock, isInstant);
        return read;
    }
}

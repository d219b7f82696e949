using System.Globalization;

namespace EquityMonitor.Web.Features.Models;

/// <summary>What the address of the model page asks for, as it was written: anything may be missing or wrong.</summary>
/// <param name="Key">Of the model.</param>
public sealed record ModelQuery(string Key)
{
    public string? Metric { get; init; }
    public string? Dimension { get; init; }
    public string? Window { get; init; }
    public string? AsOf { get; init; }
    public string? Range { get; init; }

    /// <summary>Texts of subgroup keys.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>Of the query of an address.</summary>
    public static ModelQuery Of(string key, IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ModelQuery(key)
        {
            Metric = query["metric"],
            Dimension = query["dimension"],
            Window = query["window"],
            AsOf = query["asOf"],
            Range = query["range"],
            Pins = [.. query["pin"].OfType<string>()],
        };
    }

    public int? WindowDays => int.TryParse(Window, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    public int? RangeDays => int.TryParse(Range, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    public DateOnly? AsOfDay => DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Says nothing of what to look at: the page opens with what needs attention.</summary>
    public bool IsOpen => Metric is null && Dimension is null && Pins.Count == 0;

    public bool Equals(ModelQuery? other) =>
        other is not null && (Key, Metric, Dimension, Window, AsOf, Range) == (other.Key, other.Metric, other.Dimension, other.Window, other.AsOf, other.Range) && Pins.SequenceEqual(other.Pins);

    public override int GetHashCode() => HashCode.Combine(Key, Metric, Dimension, Window, AsOf, Range, Pins.Count);
}

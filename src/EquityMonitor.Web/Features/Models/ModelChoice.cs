using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Models;

/// <summary>What the page shows: every choice made, by the address or for it.</summary>
public sealed record ModelChoice
{
    public static readonly IReadOnlyList<int> Ranges = [90, 180, 365, 730];

    /// <summary>As many as there are colours.</summary>
    public const int MostPins = GroupSlots.Count;

    private const int UsualRange = 180;

    public required Metric Metric { get; init; }
    public required DimensionDefinition Dimension { get; init; }
    public required int Window { get; init; }
    public required int Range { get; init; }

    /// <summary>The day that the address names; null while the newest is shown, whichever that is.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Chosen to be compared, in the order of choosing.</summary>
    public IReadOnlyList<SubgroupKey> Pins { get; init; } = [];

    /// <param name="query">Of the address.</param>
    /// <param name="definition">In force.</param>
    /// <param name="concern">What needs attention; null when nothing was judged.</param>
    /// <param name="notes">Takes a sentence for whatever the address asked for in vain.</param>
    public static ModelChoice Of(ModelQuery query, ModelDefinition definition, ConcernView? concern, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(notes);
        var worst = concern is { Worst: { } subgroup, Verdict: Monitoring.Rules.Verdict.Below or Monitoring.Rules.Verdict.Watch } ? SubgroupKey.Parse(subgroup.Key) : null;
        var metric = AskedMetric(query.Metric, definition, notes)
            ?? concern?.Metric ?? definition.Rules.Select(rule => rule.Metric).FirstOrDefault() ?? Metric.Sensitivity;
        var dimension = Asked(query.Dimension, definition.Dimensions, dimension => dimension.Column, "dimension", notes)
            ?? definition.Dimensions.FirstOrDefault(dimension => worst is { Order: > 0 } && worst.Parts[0].Key == dimension.Column) ?? definition.Dimensions[0];
        var window = Asked(query.Window, definition.Windows, days => days.ToString(CultureInfo.InvariantCulture), "window", notes);
        var range = Asked(query.Range, Ranges, days => days.ToString(CultureInfo.InvariantCulture), "range", notes);
        if (query.AsOf is { Length: > 0 } && query.AsOfDay is null)
            notes.Add($"“{query.AsOf}” is no day. The newest day is shown.");
        return new ModelChoice
        {
            Metric = metric,
            Dimension = dimension,
            Window = window > 0 ? window : definition.Rules.FirstOrDefault(rule => rule.Metric == metric)?.Window ?? definition.Windows[^1],
            Range = range > 0 ? range : UsualRange,
            AsOf = query.AsOfDay,
            Pins = query.IsOpen ? worst is null ? [] : [worst] : PinsOf(query, notes),
        };
    }

    /// <summary>What points of the model can give.</summary>
    public static IReadOnlyList<Metric> MetricsOf(ModelDefinition definition) => StoredMetrics.Of(definition);

    /// <summary>With the group added, or taken away when it was there.</summary>
    public ModelChoice Toggle(SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Pins.Contains(key) ? this with { Pins = [.. Pins.Where(pin => !pin.Equals(key))] }
            : key.Order == 0 || Pins.Count >= MostPins ? this
            : this with { Pins = [.. Pins, key] };
    }

    /// <summary>The query of an address that restores exactly this.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> ToQuery() =>
    [
        new("metric", Metric.Key),
        new("dimension", Dimension.Column),
        new("window", Window.ToString(CultureInfo.InvariantCulture)),
        new("asOf", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("range", Range.ToString(CultureInfo.InvariantCulture)),
        .. Pins.Select(pin => KeyValuePair.Create("pin", (string?)pin.ToString())),
    ];

    /// <summary>The same for a change of the address that is shown; null takes a parameter away.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters()
    {
        var parameters = ToQuery().Where(entry => entry.Key != "pin").ToDictionary(entry => entry.Key, entry => (object?)entry.Value, StringComparer.Ordinal);
        parameters["pin"] = Pins.Count == 0 ? null : Pins.Select(pin => pin.ToString()).ToArray();
        return parameters;
    }

    /// <summary>"/models/readmission?metric=…", or the same below it: "/models/readmission/trend.csv?…".</summary>
    public string Address(string modelKey, string below = "", params IEnumerable<KeyValuePair<string, string?>> more) =>
        $"/models/{Uri.EscapeDataString(modelKey)}{below}{QueryString.Create(ToQuery().Concat(more).Where(entry => entry.Value is not null))}";

    public bool Equals(ModelChoice? other) =>
        other is not null && (Metric, Dimension.Column, Window, Range, AsOf) == (other.Metric, other.Dimension.Column, other.Window, other.Range, other.AsOf) && Pins.SequenceEqual(other.Pins);

    public override int GetHashCode() => HashCode.Combine(Metric, Dimension.Column, Window, Range, AsOf, Pins.Count);

    private static Metric? AskedMetric(string? text, ModelDefinition definition, ICollection<string> notes)
    {
        if (Metric.Find(text ?? string.Empty) is not { } known || StoredMetrics.WhyNotKept(definition, known) is not { } why)
            return Asked(text, MetricsOf(definition), metric => metric.Key, "metric", notes);
        notes.Add($"{why} The part Calibration computes it when it is opened; here the usual metric is shown.");
        return null;
    }

    private static T? Asked<T>(string? text, IReadOnlyList<T> choices, Func<T, string> keyOf, string what, ICollection<string> notes)
    {
        if (string.IsNullOrEmpty(text))
            return default;
        foreach (var choice in choices)
        {
            if (string.Equals(keyOf(choice), text, StringComparison.Ordinal))
                return choice;
        }

        notes.Add($"This model has no {what} “{text}”. The usual one is shown.");
        return default;
    }

    private static List<SubgroupKey> PinsOf(ModelQuery query, ICollection<string> notes)
    {
        var pins = new List<SubgroupKey>();
        foreach (var text in query.Pins)
        {
            try
            {
                if (SubgroupKey.Parse(text) is { Order: > 0 } key && !pins.Contains(key))
                    pins.Add(key);
            }
            catch (FormatException)
            {
                notes.Add($"“{text}” is no group. It was left out.");
            }
        }

        if (pins.Count > MostPins)
            notes.Add($"At most {MostPins} groups are compared at once. The first {MostPins} are shown.");
        return [.. pins.Take(MostPins)];
    }
}

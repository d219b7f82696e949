using System.Text.Json;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What the baseline showed of each subgroup when the first day of a form was frozen, and stays fixed for the form.</summary>
/// <param name="Ordinary">Subgroups whose days were shown to vary by chance alone, so that factors of encounters may be multiplied. All others bet once a day.</param>
/// <param name="References">For a rule against the own baseline, the metric of each subgroup in it.</param>
public sealed record FormBasis(IReadOnlyList<string> Ordinary, IReadOnlyDictionary<string, double>? References = null)
{
    private readonly HashSet<string> _ordinary = new(Ordinary, StringComparer.Ordinal);

    /// <summary>Nothing was shown.</summary>
    public static FormBasis None { get; } = new([]);

    public bool IsOrdinary(SubgroupKey subgroup)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        return _ordinary.Contains(subgroup.ToString());
    }

    public string ToJson() => JsonSerializer.Serialize(new { Ordinary, References });

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static FormBasis Parse(string json) => JsonSerializer.Deserialize<FormBasis>(json) ?? None;
}

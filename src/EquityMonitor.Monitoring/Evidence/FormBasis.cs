using System.Text.Json;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

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

    /// <summary>
    /// Whether a day is one bet on its mean. Always, unless the days of the subgroup are shown to vary by chance alone, and where it is held against others those of
    /// everybody too. The blocks of an AUROC are what they are.
    /// </summary>
    public bool BetsOncePerDay(Metric metric, Reference? against, SubgroupKey subgroup)
    {
        var compares = against is not null and not Reference.OwnBaseline;
        return metric != Metric.Auroc && !(IsOrdinary(subgroup) && (!compares || IsOrdinary(SubgroupKey.All)));
    }

    public string ToJson() => JsonSerializer.Serialize(new { Ordinary, References });

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static FormBasis Parse(string json) => JsonSerializer.Deserialize<FormBasis>(json) ?? None;
}

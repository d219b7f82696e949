using System.Text.Json;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What the baseline showed of each subgroup when the first day of a form was frozen, and stays fixed for the form.</summary>
/// <param name="Overdispersed">Subgroups whose days vary more than chance explains: one bet a day replaces the product over their encounters.</param>
/// <param name="Ordinary">Subgroups of which that could be told, and which do not. All others go by All.</param>
/// <param name="References">For a rule against the own baseline, the metric of each subgroup in it.</param>
public sealed record FormBasis(IReadOnlyList<string> Overdispersed, IReadOnlyList<string> Ordinary, IReadOnlyDictionary<string, double>? References = null)
{
    private readonly HashSet<string> _overdispersed = new(Overdispersed, StringComparer.Ordinal);
    private readonly HashSet<string> _ordinary = new(Ordinary, StringComparer.Ordinal);

    public static FormBasis None { get; } = new([], []);

    public bool IsOverdispersed(SubgroupKey subgroup)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        var text = subgroup.ToString();
        return _overdispersed.Contains(text) || (!_ordinary.Contains(text) && _overdispersed.Contains(SubgroupKey.All.ToString()));
    }

    public string ToJson() => JsonSerializer.Serialize(new { Overdispersed, Ordinary, References });

    /// <exception cref="JsonException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static FormBasis Parse(string json) => JsonSerializer.Deserialize<FormBasis>(json) ?? None;
}

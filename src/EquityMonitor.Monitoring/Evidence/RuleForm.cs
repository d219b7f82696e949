using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>A rule in force whose evidence is peek-safe, in the form it has now, with what was fixed when its evidence began.</summary>
internal sealed record RuleForm(ModelDefinition Definition, RuleDefinition Rule, int Since, DateOnly From, FormBasis Basis)
{
    public EvidenceMetric Metric { get; } = EvidenceMetric.Of(Rule.Metric);

    /// <summary>Indices of the definition's dimensions that the rule covers.</summary>
    public int[] Dimensions { get; } = DimensionsOf(Definition, Rule);

    /// <summary>Whether a group is held against others, whose encounters are rows of the same days.</summary>
    public bool Compares => Rule.Against is not null and not Reference.OwnBaseline;

    /// <summary>All has nobody to be held against but its own baseline, and a rule for some dimensions does not speak of it.</summary>
    public bool CoversAll => Rule.Dimensions.Count == 0 && !Compares;

    /// <summary>The sides of the limit for a subgroup; none where its baseline leaves nothing to bet on.</summary>
    public IReadOnlyList<LimitSide> SidesOf(SubgroupKey subgroup) => Rule.Against is not Reference.OwnBaseline
        ? _sides ??= LimitSide.Of(Rule)
        : Basis.References is { } references && references.TryGetValue(subgroup.ToString(), out var reference) ? LimitSide.OfBaseline(Rule, reference) : [];

    private IReadOnlyList<LimitSide>? _sides;

    public double Budget => Definition.EvidenceBudget;

    /// <summary>Of what a dimension says: bands and permitted values. Its name is not part of it.</summary>
    public static string MeaningOf(DimensionDefinition dimension)
    {
        var text = FormattableString.Invariant($"{dimension.Column}|{string.Join(',', dimension.Bands.Select(band => band.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}|{string.Join('\n', dimension.Values)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    private static int[] DimensionsOf(ModelDefinition definition, RuleDefinition rule) =>
        [.. Enumerable.Range(0, definition.Dimensions.Count).Where(index => rule.Dimensions.Count == 0 || rule.Dimensions.Contains(definition.Dimensions[index].Column, StringComparer.Ordinal))];
}

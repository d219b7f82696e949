using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Groups as a person chooses them; pure.</summary>
public sealed class GroupOptions(ModelDefinition definition)
{
    public const string Pairs = "Two attributes, below or on watch";

    private readonly SubgroupNames _names = new(definition.Dimensions);

    public GroupOption Of(SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var full = _names.Of(key);
        if (key.Order != 1)
            return new GroupOption(key, Pairs, full, full);
        var cut = full.IndexOf(": ", StringComparison.Ordinal);
        return new GroupOption(key, full[..cut], full[(cut + 2)..], full);
    }

    /// <summary>By dimension as the definition lists them, bands and listed values in their own order, the rest by name; what says nothing of the patient last. Pairs after all values.</summary>
    public IReadOnlyList<GroupOption> Ordered(IEnumerable<SubgroupKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var columns = definition.Dimensions.Select(dimension => dimension.Column).ToList();
        return
        [
            .. keys.Where(key => key.Order > 0 && key.Parts.All(part => columns.Contains(part.Key)))
                .OrderBy(key => key.Order)
                .ThenBy(key => columns.IndexOf(key.Parts[0].Key))
                .ThenBy(key => key.Order == 1 ? Rank(definition.Dimensions[columns.IndexOf(key.Parts[0].Key)], key.Parts[0].Value) : 0)
                .ThenBy(key => key)
                .Select(Of),
        ];
    }

    private static int Rank(DimensionDefinition dimension, string value)
    {
        if (value == DimensionDefinition.Unknown)
            return int.MaxValue;
        if (value == DimensionDefinition.Other)
            return int.MaxValue - 1;
        var known = dimension.Bands.Count > 0 ? new BandLabels(dimension.Bands).All : dimension.Values;
        return Enumerable.Range(0, known.Count).FirstOrDefault(index => known[index] == value, known.Count);
    }
}

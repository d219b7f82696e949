using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>All subgroups of a model in one window on one as-of day, as one reader may see them. Immutable; figures are derived when they are asked for.</summary>
public sealed record SubgroupsView
{
    public required string ModelKey { get; init; }

    public required string ModelName { get; init; }

    /// <summary>Days.</summary>
    public required int Window { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>Encounter days behind volume and flag rate.</summary>
    public required DateRange Scored { get; init; }

    /// <summary>Encounter days behind every performance metric.</summary>
    public required DateRange Mature { get; init; }

    /// <summary>Every pair was evaluated on the day, and not only those that were followed by then.</summary>
    public required bool HasEveryPair { get; init; }

    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    /// <summary>Of the model, whatever their window.</summary>
    public required IReadOnlyList<RuleDefinition> ModelRules { get; init; }

    /// <summary>All first, then by number of dimensions and key.</summary>
    public required IReadOnlyList<SubgroupRow> Subgroups { get; init; }

    /// <summary>Those that have a meaning for the score of the model.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Of this window: what another window's rule says of another period is not shown here.</summary>
    public IEnumerable<RuleDefinition> Rules => ModelRules.Where(rule => rule.Window == Window);

    public SubgroupRow All => Subgroups[0];

    public SubgroupRow? Find(string key) => Subgroups.FirstOrDefault(row => string.Equals(row.Key, key, StringComparison.Ordinal));

    public SubgroupRow? Find(SubgroupKey key) => Find(key.ToString());

    /// <summary>The rule that judges the metric in this window; of several the most severe, then the first. Null when nothing was agreed.</summary>
    public RuleDefinition? RuleOf(Metric metric) => Rules.Where(rule => rule.Metric == metric).OrderByDescending(rule => rule.Severity).FirstOrDefault();

    /// <summary>All and the values of a dimension; of every dimension when it is null.</summary>
    public IEnumerable<SubgroupRow> Singles(string? dimension) =>
        Subgroups.Where(row => row.Order == 0 || (row.Order == 1 && (dimension is null || row.IsOn(dimension))));

    /// <summary>The intersections among some keys, which are in view because somebody wants to compare them, whatever the dimension.</summary>
    public IEnumerable<SubgroupRow> Pinned(IReadOnlyList<string> keys) =>
        keys.Count == 0 ? [] : Subgroups.Where(row => row.Order > 1 && keys.Contains(row.Key, StringComparer.Ordinal));
}

using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Some encounters of a frame in strata, for the standardised gap of any group and any proportion. Safe to use from several threads.</summary>
/// <param name="rows">Rows of the frame.</param>
/// <param name="states"><see cref="RowState"/> of each of <paramref name="rows"/>, the flag included.</param>
internal sealed class Standardisation(StrataOfFrame strata, int[] rows, byte[] states)
{
    private readonly ConcurrentDictionary<Partition, StratumTally[]> _wholes = new(ReferenceEqualityComparer.Instance);

    /// <returns>Null where there is nothing to make equal.</returns>
    public StratifiedGroup? Of(SubgroupKey group)
    {
        if (strata.For(group) is not var (by, partition))
            return null;
        var whole = _wholes.GetOrAdd(partition, split => StratumTally.Of(split, rows, states, null));
        var own = StratumTally.Of(partition, rows, states, strata.Members(group));
        return new StratifiedGroup(by, own, [.. whole.Zip(own, (all, ours) => all - ours)]);
    }
}

/// <summary>How the rows of a frame fall into strata, which no window and no threshold changes. Safe to use from several threads.</summary>
internal sealed class StrataOfFrame(ModelDefinition definition, EncounterFrame frame)
{
    /// <summary>Nobody is alike in more.</summary>
    private const long MostStrata = 4096;

    private readonly IReadOnlyList<DimensionDefinition> _dimensions = Strata.Of(definition);
    private readonly ConcurrentDictionary<string, Partition> _known = new(StringComparer.Ordinal);

    /// <summary>By what a group is not made of itself: a group of one sex has nobody of the other.</summary>
    public (IReadOnlyList<DimensionDefinition> By, Partition Partition)? For(SubgroupKey group)
    {
        DimensionDefinition[] by = [.. _dimensions.Where(dimension => group.Parts.All(part => part.Key != dimension.Column))];
        if (group.Order == 0 || by.Length == 0 || by.Aggregate(1L, (strata, dimension) => strata * Math.Max(1, frame.Values[Place(dimension.Column)].Length)) > MostStrata)
            return null;
        return (by, _known.GetOrAdd(
            string.Join('\n', by.Select(dimension => dimension.Column)), _ => Partition.Of(definition, frame, [.. by.Select(dimension => Place(dimension.Column))])));
    }

    /// <summary>By row of the frame, whether it is of the group.</summary>
    public bool[] Members(SubgroupKey group)
    {
        var members = new bool[frame.Rows];
        Array.Fill(members, true);
        foreach (var (column, value) in group.Parts)
        {
            var dimension = Place(column);
            var code = Array.BinarySearch(frame.Values[dimension], value, StringComparer.Ordinal);
            var codes = frame.Codes[dimension];
            for (var row = 0; row < members.Length; row++)
                members[row] &= codes[row] == code;
        }

        return members;
    }

    private int Place(string column) => definition.Dimensions.Index().First(dimension => dimension.Item.Column == column).Index;
}

/// <summary>A group and everyone else in the same strata.</summary>
/// <param name="By">What is made equal.</param>
internal sealed record StratifiedGroup(IReadOnlyList<DimensionDefinition> By, StratumTally[] Own, StratumTally[] Others)
{
    /// <param name="own">The proportion of the group as it is, for its design effect.</param>
    /// <param name="others">That of everyone else.</param>
    /// <param name="level">Of the intervals.</param>
    public StandardisedGapResult Gap(Metric metric, Estimate own, Estimate others, ConfidenceLevel level)
    {
        StratumCounts[] ours = [.. Own.Select(tally => tally.For(metric))], theirs = [.. Others.Select(tally => tally.For(metric))];
        return StandardisedGap.Evaluate(ours, theirs, [.. ours.Zip(theirs, (mine, rest) => mine.N + rest.N)], level, Effect(own), Effect(others));
    }

    private static double Effect(Estimate estimate) => (estimate as Estimate.Measured)?.DesignEffect ?? 1;
}

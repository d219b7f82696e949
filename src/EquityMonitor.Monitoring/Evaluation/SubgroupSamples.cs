namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Subgroups of one window on one as-of day, each with its complement.</summary>
public static class SubgroupSamples
{
    /// <param name="tallies">Of one window and as-of day, All among them.</param>
    /// <returns>All first, then by order and key; empty for a window without rows.</returns>
    /// <exception cref="ArgumentException">All is missing.</exception>
    public static IReadOnlyList<SubgroupSample> Of(IEnumerable<SubgroupTally> tallies)
    {
        var sorted = tallies.OrderBy(tally => tally.Key).ToArray();
        if (sorted.Length == 0)
            return [];
        if (sorted is not [{ Key.Order: 0 } all, ..])
            throw new ArgumentException("The whole (All) is needed to tell what everyone else is.", nameof(tallies));
        return [.. sorted.Select(tally => tally.Against(all.Own))];
    }

    /// <param name="points">Of one model, window and as-of day, All among them.</param>
    /// <param name="keys">Subgroup keys by id.</param>
    public static IReadOnlyList<SubgroupSample> FromPoints(IEnumerable<EvaluationPoint> points, IReadOnlyDictionary<int, SubgroupKey> keys) =>
        Of(points.Select(point => point.ToTally(keys[point.SubgroupId])));
}

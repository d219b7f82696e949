using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// Answers any question about the stored encounters of a period, on demand and off the caller's thread: every metric of any intersection against everyone else
/// at any threshold, and curves. Nothing is stored.
/// </summary>
public sealed class Explorer(PeriodLoader loader, PeriodCache cache)
{
    /// <summary>The most dimensions that are crossed.</summary>
    public const int MostDimensions = 4;

    /// <summary>The most subgroups, besides all patients, whose curves are computed at once.</summary>
    public const int MostCurves = 6;

    public Task<StoredDays?> StoredAsync(string modelKey, CancellationToken cancellationToken) => loader.StoredAsync(modelKey, cancellationToken);

    /// <summary>The period with its encounters; cheap when it was asked for lately.</summary>
    public Task<PeriodResult> LoadAsync(string modelKey, Registry.DateRange days, IProgress<double>? progress, CancellationToken cancellationToken) =>
        loader.LoadAsync(modelKey, days, progress, cancellationToken);

    /// <param name="threshold">Scores at or above it are flagged.</param>
    /// <exception cref="ArgumentException">The subgroup crosses more dimensions than are permitted, or one that the model does not have.</exception>
    public Task<Exploration> ExploreAsync(PeriodResult.Ready ready, SubgroupKey group, double threshold, CancellationToken cancellationToken)
    {
        Check(ready.Period, group);
        return Task.Run(() => Group(ready.Period, ready.Facts.Key, group, cancellationToken).At(threshold), cancellationToken);
    }

    /// <summary>The same question at another threshold, from what is in memory; null when it is there no longer and has to be loaded again.</summary>
    public async Task<Exploration?> MoveAsync(PeriodKey key, SubgroupKey group, double threshold, CancellationToken cancellationToken) =>
        cache.Find(key) is { } period ? await Task.Run(() => Group(period, key, group, cancellationToken).At(threshold), cancellationToken) : null;

    /// <summary>
    /// The expected calibration error of a subgroup beside what a perfectly calibrated model would show; null without encounters, and on a points scale. It takes
    /// longer than all other figures together, and no threshold changes it.
    /// </summary>
    public Task<CalibrationError?> CalibrationErrorAsync(PeriodResult.Ready ready, SubgroupKey group, CancellationToken cancellationToken)
    {
        Check(ready.Period, group);
        return Task.Run(() => Group(ready.Period, ready.Facts.Key, group, cancellationToken).CalibrationError(cancellationToken), cancellationToken);
    }

    /// <exception cref="ArgumentException">There are more subgroups than are permitted, or one of them cannot be explored.</exception>
    public Task<IReadOnlyList<ExploredCurves>> CurvesAsync(PeriodResult.Ready ready, IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count(group => group.Order > 0) is > MostCurves and var asked)
            throw new ArgumentException($"Curves of {asked} groups were asked for; at most {MostCurves} are computed at once.", nameof(groups));
        foreach (var group in groups)
            Check(ready.Period, group);
        return Task.Run<IReadOnlyList<ExploredCurves>>(
            () => [.. groups.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(group => Curves(ready, group))], cancellationToken);
    }

    private ExploredCurves Curves(PeriodResult.Ready ready, SubgroupKey group)
    {
        var rows = cache.FindGroup(ready.Facts.Key, group)?.Rows ?? ExploredGroup.RowsOf(ready.Period, group);
        return new ExploredCurves(
            group,
            rows.Positives,
            rows.Negatives,
            RocCurve.Of(rows),
            PrecisionRecallCurve.Of(rows),
            new ConfusionByThreshold(rows),
            group.Order == 0
                ? ready.Period.WholeOfRows[Metric.AveragePrecision.Key]
                : RowMetrics.Estimate(Metric.AveragePrecision, rows, ready.Period.Definition.Scale, all: ready.Period.Whole));
    }

    private ExploredGroup Group(LoadedPeriod period, PeriodKey key, SubgroupKey group, CancellationToken cancellationToken)
    {
        if (cache.FindGroup(key, group) is { } known)
            return known;
        var explored = ExploredGroup.Of(period, group, cancellationToken);
        cache.AddGroup(key, explored);
        return explored;
    }

    private static void Check(LoadedPeriod period, SubgroupKey group)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(group);
        if (group.Order > MostDimensions)
            throw new ArgumentException($"{group} crosses {group.Order} dimensions; at most {MostDimensions} are crossed.", nameof(group));
        if (group.Parts.FirstOrDefault(part => !period.Definition.Dimensions.Any(dimension => dimension.Column == part.Key)) is { Key: { } unknown })
            throw new ArgumentException($"The model has no dimension '{unknown}'.", nameof(group));
    }
}

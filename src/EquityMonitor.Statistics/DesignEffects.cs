namespace EquityMonitor.Statistics;

/// <summary>
/// By how much repeated patients widen a variance: deff = max(1, v / v_independent). Where it is undefined for a group (fewer than 2 patients, or no
/// variation), the whole's stands in; without a patient key it is 1.
/// </summary>
internal static class DesignEffects
{
    public static double Of(
        PerformanceSample sample, PerformanceSample? all, Func<ClusterVariances, double?> clustered, Func<PerformanceSample, double> independent) =>
        sample.ClusterVariances is null ? 1 : Defined(sample, clustered, independent) ?? (all is null ? null : Defined(all, clustered, independent)) ?? 1;

    private static double? Defined(PerformanceSample sample, Func<ClusterVariances, double?> clustered, Func<PerformanceSample, double> independent) =>
        sample.ClusterVariances is { } variances && clustered(variances) is { } v && independent(sample) is > 0 and var u ? Math.Max(1, v / u) : null;
}

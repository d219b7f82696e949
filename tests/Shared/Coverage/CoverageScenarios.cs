namespace EquityMonitor.Statistics.Coverage;

/// <summary>Every scenario, of every interval that the library gives.</summary>
internal static class CoverageScenarios
{
    public static IReadOnlyList<CoverageScenario> All { get; } =
        [.. MetricCoverage.All, .. ComparisonCoverage.All, .. StandardisedCoverage.All, .. OtherCoverage.All];
}

using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>What is analysed on demand: some groups of a model in one window on one as-of day.</summary>
public sealed record AnalysisQuery(string ModelKey, int Window, DateOnly AsOf, IReadOnlyList<SubgroupKey> Groups)
{
    /// <summary>Is told the share of the computation that is done, from 0 to 1, on the computing thread; says nothing of what is asked.</summary>
    public IProgress<double>? Progress { get; init; }
}

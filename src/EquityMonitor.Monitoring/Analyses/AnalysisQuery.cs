using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>What is analysed on demand: some groups of a model in one window on one as-of day.</summary>
public sealed record AnalysisQuery(string ModelKey, int Window, DateOnly AsOf, IReadOnlyList<SubgroupKey> Groups);

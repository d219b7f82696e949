using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>One subgroup in one window: itself, and everyone else.</summary>
/// <param name="Complement">Null for All.</param>
/// <param name="Drift">Null without a baseline, or when one of the two sides is empty.</param>
public sealed record SubgroupSample(SubgroupKey Key, PerformanceSample Own, PerformanceSample? Complement, ScoreDrift? Drift);

/// <summary>Score drift of a subgroup's scored range against its own baseline.</summary>
/// <param name="Psi">On the baseline's deciles, smoothed as STATISTICS section 10 says, not corrected for bias.</param>
/// <param name="Bins">Bins that were compared.</param>
/// <param name="BaselineScored">Baseline encounters.</param>
public sealed record ScoreDrift(double Psi, int Bins, long BaselineScored, double Ks, double KsPValue);

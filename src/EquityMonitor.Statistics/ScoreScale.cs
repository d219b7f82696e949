namespace EquityMonitor.Statistics;

/// <summary>What the metrics must know of a score.</summary>
/// <param name="Threshold">Flagged means score at or above this.</param>
/// <param name="IsProbability">False for a points scale, on which calibration, Brier score and net benefit have no meaning.</param>
public readonly record struct ScoreScale(double Threshold, bool IsProbability);

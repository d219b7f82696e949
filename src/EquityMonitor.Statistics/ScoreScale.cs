namespace EquityMonitor.Statistics;

/// <summary>What the metrics must know of a model besides counts: its score, and how its figures are to be shown.</summary>
/// <param name="Threshold">Flagged means score at or above this.</param>
/// <param name="IsProbability">False for a points scale, on which calibration, Brier score and net benefit have no meaning.</param>
/// <param name="Level">How wide the intervals are. It travels here, with what every figure needs anyway, so that no figure can be asked for without it.</param>
public readonly record struct ScoreScale(double Threshold, bool IsProbability, ConfidenceLevel Level);

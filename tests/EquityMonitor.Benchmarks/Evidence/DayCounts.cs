namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>One encounter day of one subgroup, as it is known at two moments.</summary>
/// <param name="Found">Flagged among those with the outcome, when everything is known.</param>
/// <param name="FrozenFound">Of first encounters of a patient, known on the first day the encounter day is mature.</param>
public readonly record struct DayCounts(int Found, int Positives, int FrozenFound, int FrozenPositives);

namespace EquityMonitor.Statistics;

/// <summary>What a label audit found.</summary>
/// <param name="Patients">How many people it rests on.</param>
/// <param name="Flagged">How many of them are flagged.</param>
/// <param name="ThresholdPercentile">The share of them, in percent, whose score lies below the threshold.</param>
/// <param name="Groups">In the order of the codes.</param>
public sealed record LabelAuditResult(long Patients, long Flagged, double ThresholdPercentile, IReadOnlyList<LabelAuditGroup> Groups);

/// <summary>One group of a label audit.</summary>
/// <param name="Patients">People of the group.</param>
/// <param name="Bins">Mean need per bin of score percentiles, lowest scores first.</param>
/// <param name="NeedGap">Mean need of the group less that of everyone else, both near the threshold. Above 0 the group is sicker at the same score.</param>
/// <param name="PValue">Two-sided, of <paramref name="NeedGap"/>; not estimable without an interval.</param>
/// <param name="NearThreshold">People of the group near the threshold.</param>
/// <param name="OthersNearThreshold">Everyone else near it.</param>
/// <param name="ShareOfFlagged">The group's share of the flagged, with Wilson's interval.</param>
/// <param name="ShareByNeed">Its share if the same number had been flagged by need; not estimable when nobody is flagged.</param>
public sealed record LabelAuditGroup(
    long Patients,
    IReadOnlyList<NeedBin> Bins,
    Estimate NeedGap,
    Computed<double> PValue,
    long NearThreshold,
    long OthersNearThreshold,
    Estimate ShareOfFlagged,
    Computed<double> ShareByNeed);

/// <summary>Need within a bin of score percentiles.</summary>
/// <param name="FromPercentile">Inclusive.</param>
/// <param name="ToPercentile">Exclusive, but for the last bin.</param>
/// <param name="Need">The mean, Student's limits from the sample variance.</param>
public sealed record NeedBin(double FromPercentile, double ToPercentile, Estimate Need);

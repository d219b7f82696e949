namespace EquityMonitor.Statistics;

/// <summary>Whom a group is held against, or why there is nobody.</summary>
public abstract record ComparisonReference
{
    private ComparisonReference()
    {
    }

    /// <summary>A group that shares no encounter with the compared one.</summary>
    public sealed record Apart(PerformanceSample Sample) : ComparisonReference;

    /// <summary>Everyone, who contain the compared group: own and <paramref name="Complement"/> together.</summary>
    public sealed record Everyone(PerformanceSample Complement) : ComparisonReference;

    public sealed record Nobody(NotEstimableReason Reason) : ComparisonReference;

    /// <summary>Everyone else in the same window.</summary>
    /// <param name="complement">Null when the group is the whole.</param>
    public static ComparisonReference OfComplement(PerformanceSample? complement) =>
        IsEmpty(complement) ? new Nobody(NotEstimableReason.NoComplement) : new Apart(complement!);

    /// <summary>All, the group included.</summary>
    /// <param name="complement">Null when the group is the whole.</param>
    public static ComparisonReference OfAll(PerformanceSample? complement) =>
        IsEmpty(complement) ? new Nobody(NotEstimableReason.NoComplement) : new Everyone(complement!);

    /// <summary>The group with a named value of the same dimension, in the same window.</summary>
    /// <param name="reference">Null when nobody has the value.</param>
    /// <param name="isItself">Whether the compared group is the reference, or a part of it.</param>
    public static ComparisonReference OfValue(PerformanceSample? reference, bool isItself) =>
        isItself ? new Nobody(NotEstimableReason.IsTheReference)
        : IsEmpty(reference) ? new Nobody(NotEstimableReason.EmptyReference)
        : new Apart(reference!);

    /// <summary>The same group in its baseline period, which must have ended before the window begins: what came later is no baseline of it. Encounters of the two periods count as independent, also where patients come back.</summary>
    /// <param name="baseline">Null when the model has no baseline, or it holds nobody of the group.</param>
    /// <param name="window">First and last encounter day of the window.</param>
    /// <param name="baselinePeriod">First and last encounter day of the baseline.</param>
    public static ComparisonReference OfBaseline(
        PerformanceSample? baseline, (DateOnly From, DateOnly To) window, (DateOnly From, DateOnly To) baselinePeriod) =>
        IsEmpty(baseline) ? new Nobody(NotEstimableReason.NoBaseline)
        : window.To < baselinePeriod.From ? new Nobody(NotEstimableReason.BeforeBaseline)
        : window.From <= baselinePeriod.To ? new Nobody(NotEstimableReason.OverlapsBaseline)
        : new Apart(baseline!);

    private static bool IsEmpty(PerformanceSample? sample) => sample is null or { Scored: 0, Mature: 0 };
}

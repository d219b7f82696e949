namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What could be found, and when.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="SmallestGap">The smallest distance from the limit that is found within <see cref="PowerCalculation.Soon"/> days in four of five cases; null when none is.</param>
/// <param name="Waits">How long larger and smaller distances take.</param>
public sealed record PowerAnswer(PowerQuestion Question, double? SmallestGap, IReadOnlyList<PowerWait> Waits);

/// <param name="Gap">Distance from the limit, in the unit of the proportion.</param>
/// <param name="Days">Until it is found in four of five cases; of interval evidence, the days that a window has to hold. Null when it takes longer than <see cref="PowerCalculation.Longest"/>.</param>
public sealed record PowerWait(double Gap, int? Days);

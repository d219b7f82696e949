namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What could be found, and when.</summary>
/// <param name="Question">What is answered: what was asked, held to what the evidence holds it to.</param>
/// <param name="SmallestGap">The smallest distance from the limit that is found within <see cref="PowerCalculation.Soon"/> days in four of five cases; null when none is.</param>
/// <param name="Waits">How long larger and smaller distances take.</param>
/// <param name="OneBetPerDay">Of peek-safe evidence: each day is one bet on its mean.</param>
public sealed record PowerAnswer(PowerQuestion Question, double? SmallestGap, IReadOnlyList<PowerWait> Waits, bool OneBetPerDay = false)
{
    /// <summary>What was asked.</summary>
    public PowerQuestion Asked { get; init; } = Question;
}

/// <param name="Gap">Distance from the limit, in the unit of <see cref="PowerQuestion.HeldTo"/>.</param>
/// <param name="Days">Until it is found in four of five cases; of interval evidence, the days that a window has to hold. Null when it takes longer than <see cref="PowerCalculation.Longest"/>.</param>
/// <param name="Half">Of peek-safe evidence, days until it is found in half of the cases; null likewise.</param>
public sealed record PowerWait(double Gap, int? Days, int? Half = null);

/// <summary>How the peek-safe evidence of a rule and group stands now.</summary>
/// <param name="Streams">How many streams share the budget; at least 1.</param>
/// <param name="OneBetPerDay">Each day is one bet on its mean.</param>
/// <param name="Baseline">Of a rule against the own baseline, the group's figure in it as it was frozen when the evidence began; null where none was.</param>
public readonly record struct PowerStanding(int Streams, bool OneBetPerDay, double? Baseline = null);

namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>
/// One stream as it may come at a given volume and truth: draws a day and gives what the evidence bets on it, by the same factors as those that real days give.
/// Every random draw comes from the generator that is passed, so that a seed fixes the course. Volumes are encounters a day. Each kind assumes independent encounters whose number
/// a day is Poisson's, and a truth that stays as it is; real patients come again and real days differ, which finds a change later. Source: the definition of each bet
/// (<see cref="BetEvidence"/>, <see cref="ProportionEvidence"/>), simulated.
/// </summary>
public abstract class SimulatedBets
{
    /// <summary>How many factors a day has: a grid for each side of the limit.</summary>
    public abstract int Alternatives { get; }

    /// <summary>Another course begins: nothing waits for a bet any more.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Draws the next day.</summary>
    /// <param name="logFactors">Receives ln L for each alternative; length <see cref="Alternatives"/>.</param>
    /// <returns>False for a day that leaves the stream unchanged.</returns>
    public abstract bool Day(Random random, Span<double> logFactors);

    private protected static double CheckedVolume(double perDay, string name) =>
        perDay > 0 && double.IsFinite(perDay) ? perDay : throw new ArgumentOutOfRangeException(name, perDay, "There must be something to count.");

    private protected static double CheckedShare(double share, string name) =>
        share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(name, share, "A share lies between 0 and 1.");
}

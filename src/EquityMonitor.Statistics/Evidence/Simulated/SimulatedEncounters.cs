namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>
/// Brier score and observed over expected: a Poisson number of encounters a day, each of which is worth 0 or 1. For a Brier score that is the most uneven way in which
/// squared errors can have their mean, under which evidence grows most slowly; for observed over expected every encounter has the mean score.
/// </summary>
public sealed class SimulatedEncounters : SimulatedBets
{
    private readonly Payoff[] _sides;
    private readonly double[] _none;
    private readonly double[] _one;
    private readonly double _truth;
    private readonly double _expected;
    private readonly double _perDay;
    private readonly bool _oneBetPerDay;

    /// <param name="sides">What the bets on each limit pay.</param>
    /// <param name="truth">Mean of the worth of an encounter, in [0, 1]: the Brier score, or the share with the outcome.</param>
    /// <param name="expected">The mean score that the worth is held against; 0 where there is none.</param>
    /// <param name="perDay">Mean encounters, above 0.</param>
    /// <param name="oneBetPerDay">One bet on the day's mean in place of one for each encounter.</param>
    public SimulatedEncounters(IReadOnlyList<Payoff> sides, double truth, double expected, double perDay, bool oneBetPerDay)
    {
        ArgumentNullException.ThrowIfNull(sides);
        _sides = [.. sides];
        _truth = CheckedShare(truth, nameof(truth));
        _expected = expected;
        _perDay = CheckedVolume(perDay, nameof(perDay));
        _oneBetPerDay = oneBetPerDay;
        (_none, _one) = (new double[Alternatives], new double[Alternatives]);
        for (var side = 0; side < _sides.Length; side++)
        {
            BetEvidence.Add(_sides[side].Of(0, expected), _sides[side], 1, _none.AsSpan(side * EvidenceGrid.Size, EvidenceGrid.Size));
            BetEvidence.Add(_sides[side].Of(1, expected), _sides[side], 1, _one.AsSpan(side * EvidenceGrid.Size, EvidenceGrid.Size));
        }
    }

    public override int Alternatives => _sides.Length * EvidenceGrid.Size;

    public override bool Day(Random random, Span<double> logFactors)
    {
        var trials = Draws.Poisson(random, _perDay);
        if (trials == 0)
            return false;
        var ones = Draws.Binomial(random, _truth, trials);
        logFactors.Clear();
        if (!_oneBetPerDay)
        {
            for (var i = 0; i < logFactors.Length; i++)
                logFactors[i] = (ones * _one[i]) + ((trials - ones) * _none[i]);
            return true;
        }

        for (var side = 0; side < _sides.Length; side++)
            BetEvidence.Add(_sides[side].Of((double)ones / trials, _expected), _sides[side], trials, logFactors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size));
        return true;
    }
}

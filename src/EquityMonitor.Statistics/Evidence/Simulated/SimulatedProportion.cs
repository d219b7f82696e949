namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>A proportion against fixed limits: a Poisson number of independent trials a day.</summary>
public sealed class SimulatedProportion : SimulatedBets
{
    private readonly (ProportionEvidence Ratio, Payoff Payoff)[] _sides;
    private readonly double _truth;
    private readonly double _perDay;
    private readonly bool _oneBetPerDay;

    /// <param name="sides">The limit, in (0, 1), and the departure from it; both limits of a band.</param>
    /// <param name="truth">In [0, 1].</param>
    /// <param name="perDay">Mean trials, above 0.</param>
    /// <param name="oneBetPerDay">One bet on the day's mean in place of the likelihood ratio.</param>
    public SimulatedProportion(IReadOnlyList<(double Limit, Departure Departure)> sides, double truth, double perDay, bool oneBetPerDay)
    {
        ArgumentNullException.ThrowIfNull(sides);
        _sides = [.. sides.Select(side => (new ProportionEvidence(side.Limit, side.Departure), side.Departure == Departure.Downwards ? Payoff.Floor(side.Limit) : Payoff.Ceiling(side.Limit)))];
        _truth = CheckedShare(truth, nameof(truth));
        _perDay = CheckedVolume(perDay, nameof(perDay));
        _oneBetPerDay = oneBetPerDay;
    }

    public override int Alternatives => _sides.Length * EvidenceGrid.Size;

    public override bool Day(Random random, Span<double> logFactors)
    {
        var trials = Draws.Poisson(random, _perDay);
        if (trials == 0)
            return false;
        var successes = Draws.Binomial(random, _truth, trials);
        logFactors.Clear();
        for (var side = 0; side < _sides.Length; side++)
        {
            var of = logFactors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size);
            if (_oneBetPerDay)
                BetEvidence.Add(_sides[side].Payoff.Of((double)successes / trials), _sides[side].Payoff, trials, of);
            else
                _sides[side].Ratio.LogFactors(successes, trials, of);
        }

        return true;
    }
}

namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>
/// A gap or a ratio of two means of values that are 0 or 1: both sides have a Poisson number of independent encounters a day, dealt into as many blocks as the smaller
/// side has, or into one. Against All, which holds both sides, the bet is turned by the group's share of the day.
/// </summary>
public sealed class SimulatedComparison : SimulatedBets
{
    private readonly Payoff _payoff;
    private readonly double _truth;
    private readonly double _reference;
    private readonly double _perDay;
    private readonly double _referencePerDay;
    private readonly bool _againstAll;
    private readonly bool _oneBetPerDay;

    /// <param name="payoff">Of the gap or the ratio.</param>
    /// <param name="truth">The group's mean, in [0, 1].</param>
    /// <param name="reference">That of those it is held against; of everybody else, against All.</param>
    /// <param name="perDay">Mean encounters of the group, above 0.</param>
    /// <param name="referencePerDay">Of the others, above 0.</param>
    public SimulatedComparison(Payoff payoff, double truth, double reference, double perDay, double referencePerDay, bool againstAll, bool oneBetPerDay)
    {
        _payoff = payoff;
        _truth = CheckedShare(truth, nameof(truth));
        _reference = CheckedShare(reference, nameof(reference));
        _perDay = CheckedVolume(perDay, nameof(perDay));
        _referencePerDay = CheckedVolume(referencePerDay, nameof(referencePerDay));
        _againstAll = againstAll;
        _oneBetPerDay = oneBetPerDay;
    }

    public override int Alternatives => EvidenceGrid.Size;

    public override bool Day(Random random, Span<double> logFactors)
    {
        var (trials, others) = (Draws.Poisson(random, _perDay), Draws.Poisson(random, _referencePerDay));
        if (trials == 0 || others == 0)
            return false;
        logFactors.Clear();
        var share = _againstAll ? (double)trials / (trials + others) : 0;
        var against = _payoff with { Own = _payoff.Own + (share * _payoff.Reference), Reference = (1 - share) * _payoff.Reference };
        var blocks = _oneBetPerDay ? 1 : Math.Min(trials, others);
        for (var block = 0; block < blocks; block++)
        {
            var (own, reference) = (Size(block, trials, blocks), Size(block, others, blocks));
            var payoff = against.Of((double)Draws.Binomial(random, _truth, own) / own, (double)Draws.Binomial(random, _reference, reference) / reference);
            BetEvidence.Add(payoff, _payoff, 1 / ((1.0 / own) + (1.0 / reference)), logFactors);
        }

        return true;
    }

    private static int Size(int block, int encounters, int blocks) => (int)((block + 1L) * encounters / blocks) - (int)((long)block * encounters / blocks);
}

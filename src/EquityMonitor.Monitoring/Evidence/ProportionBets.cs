using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>A proportion against a fixed limit: likelihood ratios of the day's counts, or one bet on the day's mean unless days are shown to vary by chance alone.</summary>
internal sealed class ProportionBets(RuleForm form) : DayBets(form)
{
    public override BetCounts? Factors(FrozenDay day, int subset, int cell, EvidenceStream stream, bool kept, Span<double> factors)
    {
        var (trials, successes) = (day.Cells.Trials(cell), day.Cells.Successes(cell));
        if (trials == 0)
            return null;
        for (var side = 0; side < stream.Sides.Count; side++)
        {
            var of = factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size);
            if (!stream.OneBetPerDay && stream.Sides[side].Ratio is var (broken, keeps))
            {
                (kept ? keeps : broken).LogFactors(successes, trials, of);
                continue;
            }

            var payoff = kept ? stream.Sides[side].Break.Mirrored : stream.Sides[side].Break;
            BetEvidence.Add(payoff.Of((double)successes / trials), payoff, trials, of);
        }

        return new BetCounts(trials, successes);
    }
}

using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Reporting.Tests.Summary;

/// <summary>The figures of some encounters, counted one by one: an implementation that shares nothing with the product's.</summary>
internal sealed class PlainMonth(IEnumerable<ScoredEncounter> scored, Func<ScoredEncounter, bool> isMature, double threshold)
{
    private const double Normal = 1.959963984540054;
    private readonly ScoredEncounter[] _scored = [.. scored];

    public int Scored => _scored.Length;

    public int Flagged => _scored.Count(row => row.Score >= threshold);

    public ScoredEncounter[] Evaluable => [.. _scored.Where(row => isMature(row) && row.Outcome is not null)];

    public int Mature => _scored.Count(isMature);

    public int Count(bool flagged, byte outcome) => Evaluable.Count(row => row.Score >= threshold == flagged && row.Outcome == outcome);

    public int TruePositives => Count(true, 1);

    public int FalsePositives => Count(true, 0);

    public int FalseNegatives => Count(false, 1);

    public int TrueNegatives => Count(false, 0);

    public double Auroc
    {
        get
        {
            var positives = Evaluable.Where(row => row.Outcome == 1).ToArray();
            var negatives = Evaluable.Where(row => row.Outcome == 0).ToArray();
            var wins = positives.Sum(positive => negatives.Sum(negative => positive.Score > negative.Score ? 1.0 : positive.Score == negative.Score ? 0.5 : 0));
            return wins / positives.Length / negatives.Length;
        }
    }

    public double ObservedExpected => Evaluable.Count(row => row.Outcome == 1) / Evaluable.Sum(row => row.Score);

    /// <summary>Wilson's limits, solved from their definition: the p at which the observed share lies 1.96 standard errors away.</summary>
    public static (double Low, double High) Wilson(int part, int of)
    {
        var share = (double)part / of;
        double Solve(double inside, double outside)
        {
            for (var i = 0; i < 200; i++)
            {
                var middle = (inside + outside) / 2;
                if (Math.Abs(share - middle) <= Normal * Math.Sqrt(middle * (1 - middle) / of))
                    inside = middle;
                else
                    outside = middle;
            }

            return inside;
        }

        return (Solve(share, 0), Solve(share, 1));
    }
}

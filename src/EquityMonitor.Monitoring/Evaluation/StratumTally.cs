using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What proportions count in some encounters. Additive, so that those of everyone else are the whole's less the group's.</summary>
internal readonly record struct StratumTally(long Scored, long Flagged, long Responded, long Overridden, long Mature, ConfusionCounts Outcomes)
{
    /// <summary>As many as <see cref="RowState"/> can say.</summary>
    private const int States = 128;

    private static readonly StratumTally[] OfStates = [.. Enumerable.Range(0, States).Select(OfState)];

    /// <summary>Per stratum, of the rows of a group or of all.</summary>
    /// <param name="strata">Per row of the frame, its stratum.</param>
    /// <param name="rows">Rows of the frame.</param>
    /// <param name="states"><see cref="RowState"/> of each of <paramref name="rows"/>, the flag included.</param>
    /// <param name="member">By row of the frame; null takes all.</param>
    public static StratumTally[] Of(Partition strata, ReadOnlySpan<int> rows, ReadOnlySpan<byte> states, bool[]? member)
    {
        // Rows of one stratum and state are alike: they are counted first and tallied together.
        var alike = new int[strata.Cells.Count * States];
        for (var i = 0; i < rows.Length; i++)
        {
            if (member is null || member[rows[i]])
                alike[(strata.Codes[rows[i]] * States) + states[i]]++;
        }

        var tallies = new StratumTally[strata.Cells.Count];
        for (var i = 0; i < alike.Length; i++)
        {
            if (alike[i] > 0)
                tallies[i / States] = tallies[i / States].Plus(OfStates[i % States], alike[i]);
        }

        return tallies;
    }

    public static StratumTally operator -(StratumTally one, StratumTally other) => one.Plus(other, -1);

    /// <exception cref="ArgumentException">The metric is no proportion.</exception>
    public StratumCounts For(Metric metric) => metric.Key switch
    {
        "flagRate" => new(Flagged, Scored),
        "overrideRate" => new(Overridden, Responded),
        "outcomeKnownRate" => new(Outcomes.Total, Mature),
        "prevalence" => new(Outcomes.Positives, Outcomes.Total),
        "sensitivity" => new(Outcomes.TruePositives, Outcomes.Positives),
        "fnr" => new(Outcomes.FalseNegatives, Outcomes.Positives),
        "specificity" => new(Outcomes.TrueNegatives, Outcomes.Negatives),
        "fpr" => new(Outcomes.FalsePositives, Outcomes.Negatives),
        "ppv" => new(Outcomes.TruePositives, Outcomes.Flagged),
        "npv" => new(Outcomes.TrueNegatives, Outcomes.Total - Outcomes.Flagged),
        "accuracy" => new(Outcomes.TruePositives + Outcomes.TrueNegatives, Outcomes.Total),
        _ => throw new ArgumentException($"\"{metric.Key}\" has no strata.", nameof(metric)),
    };

    private static StratumTally OfState(int state)
    {
        bool Is(RowState all) => ((RowState)state & all) == all;
        static long One(bool counts) => counts ? 1 : 0;
        bool flagged = Is(RowState.Flagged), positive = Is(RowState.OutcomePositive), evaluable = Is(RowState.InMatureRange | RowState.OutcomeKnown), scored = Is(RowState.InScoredRange);
        return new StratumTally(
            One(scored),
            One(scored && flagged),
            One(scored && flagged && Is(RowState.Responded)),
            One(scored && flagged && Is(RowState.Overridden)),
            One(Is(RowState.InMatureRange)),
            new ConfusionCounts(One(evaluable && flagged && positive), One(evaluable && flagged && !positive), One(evaluable && !flagged && positive), One(evaluable && !flagged && !positive)));
    }

    private StratumTally Plus(StratumTally other, int times) => new(
        Scored + (times * other.Scored),
        Flagged + (times * other.Flagged),
        Responded + (times * other.Responded),
        Overridden + (times * other.Overridden),
        Mature + (times * other.Mature),
        new ConfusionCounts(
            Outcomes.TruePositives + (times * other.Outcomes.TruePositives),
            Outcomes.FalsePositives + (times * other.Outcomes.FalsePositives),
            Outcomes.FalseNegatives + (times * other.Outcomes.FalseNegatives),
            Outcomes.TrueNegatives + (times * other.Outcomes.TrueNegatives)));
}

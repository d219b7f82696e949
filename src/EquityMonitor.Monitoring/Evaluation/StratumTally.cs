using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What proportions count in some encounters. Additive, so that those of everyone else are the whole's less the group's.</summary>
internal readonly record struct StratumTally(long Scored, long Flagged, long Responded, long Overridden, long Mature, ConfusionCounts Outcomes)
{
    private static readonly StratumTally[] OfStates = [.. Enumerable.Range(0, 128).Select(OfState)];

    /// <summary>Per stratum, of the rows of a group or of all.</summary>
    /// <param name="strata">Per row of the frame, its stratum.</param>
    /// <param name="rows">Rows of the frame.</param>
    /// <param name="states"><see cref="RowState"/> of each of <paramref name="rows"/>, the flag included.</param>
    /// <param name="member">By row of the frame; null takes all.</param>
    public static StratumTally[] Of(Partition strata, ReadOnlySpan<int> rows, ReadOnlySpan<byte> states, bool[]? member)
    {
        var tallies = new StratumTally[strata.Cells.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            if (member is not null && !member[rows[i]])
                continue;
            ref var tally = ref tallies[strata.Codes[rows[i]]];
            tally += OfStates[states[i]];
        }

        return tallies;
    }

    public static StratumTally operator +(StratumTally one, StratumTally other) => one.Plus(other, 1);

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

    private StratumTally Plus(StratumTally other, int sign) => new(
        Scored + (sign * other.Scored),
        Flagged + (sign * other.Flagged),
        Responded + (sign * other.Responded),
        Overridden + (sign * other.Overridden),
        Mature + (sign * other.Mature),
        new ConfusionCounts(
            Outcomes.TruePositives + (sign * other.Outcomes.TruePositives),
            Outcomes.FalsePositives + (sign * other.Outcomes.FalsePositives),
            Outcomes.FalseNegatives + (sign * other.Outcomes.FalseNegatives),
            Outcomes.TrueNegatives + (sign * other.Outcomes.TrueNegatives)));
}

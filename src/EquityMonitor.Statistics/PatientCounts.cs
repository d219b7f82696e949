namespace EquityMonitor.Statistics;

/// <summary>What one patient's rows, or those of them in one cell, add up to.</summary>
internal struct PatientCounts
{
    public long Scored;
    public long ScoredFlagged;
    public long Responded;
    public long Overridden;
    public long Mature;
    public long TruePositives;
    public long FalsePositives;
    public long FalseNegatives;
    public long TrueNegatives;

    public readonly long Positives => TruePositives + FalseNegatives;

    public readonly long Evaluable => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    public static PatientCounts Of(RowState state)
    {
        var scored = (state & RowState.InScoredRange) != RowState.None;
        var flagged = (state & RowState.Flagged) != RowState.None;
        var responded = scored && flagged && (state & RowState.Responded) != RowState.None;
        var mature = (state & RowState.InMatureRange) != RowState.None;
        var evaluable = mature && (state & RowState.OutcomeKnown) != RowState.None;
        var positive = (state & RowState.OutcomePositive) != RowState.None;
        return new PatientCounts
        {
            Scored = scored ? 1 : 0,
            ScoredFlagged = scored && flagged ? 1 : 0,
            Responded = responded ? 1 : 0,
            Overridden = responded && (state & RowState.Overridden) != RowState.None ? 1 : 0,
            Mature = mature ? 1 : 0,
            TruePositives = evaluable && flagged && positive ? 1 : 0,
            FalsePositives = evaluable && flagged && !positive ? 1 : 0,
            FalseNegatives = evaluable && !flagged && positive ? 1 : 0,
            TrueNegatives = evaluable && !flagged && !positive ? 1 : 0,
        };
    }

    public void Add(in PatientCounts other)
    {
        Scored += other.Scored;
        ScoredFlagged += other.ScoredFlagged;
        Responded += other.Responded;
        Overridden += other.Overridden;
        Mature += other.Mature;
        TruePositives += other.TruePositives;
        FalsePositives += other.FalsePositives;
        FalseNegatives += other.FalseNegatives;
        TrueNegatives += other.TrueNegatives;
    }

    public readonly PatientCounts Minus(in PatientCounts other) => new()
    {
        Scored = Scored - other.Scored,
        ScoredFlagged = ScoredFlagged - other.ScoredFlagged,
        Responded = Responded - other.Responded,
        Overridden = Overridden - other.Overridden,
        Mature = Mature - other.Mature,
        TruePositives = TruePositives - other.TruePositives,
        FalsePositives = FalsePositives - other.FalsePositives,
        FalseNegatives = FalseNegatives - other.FalseNegatives,
        TrueNegatives = TrueNegatives - other.TrueNegatives,
    };
}

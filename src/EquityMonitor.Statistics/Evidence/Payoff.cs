namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// What a bet against a limit pays: a linear combination Z of block means whose mean is at most 0 while the limit is met.
/// In the unit of the metric. Assumes values within the bounds that are given, [0, 1] unless told otherwise; always defined. Source of the table:
/// Waudby-Smith and Ramdas 2024 (bets on bounded means), with the bounds of each kind of limit.
/// </summary>
/// <param name="Constant">Added.</param>
/// <param name="Own">Factor of the subgroup's mean.</param>
/// <param name="Reference">Factor of the reference's mean; for observed over expected, of the mean score.</param>
/// <param name="Least">The least Z can be, below 0.</param>
/// <param name="Most">The most Z can be, above 0.</param>
public readonly record struct Payoff(double Constant, double Own, double Reference, double Least, double Most)
{
    /// <summary>A mean in [<paramref name="low"/>, <paramref name="high"/>] must not lie below m0: Z = m0 - x.</summary>
    public static Payoff Floor(double limit, double low = 0, double high = 1) => new(limit, -1, 0, limit - high, limit - low);

    /// <summary>A mean in [<paramref name="low"/>, <paramref name="high"/>] must not lie above m0: Z = x - m0.</summary>
    public static Payoff Ceiling(double limit, double low = 0, double high = 1) => Floor(limit, low, high).Mirrored;

    /// <summary>A mean in [0, 1] must not be worse than the reference by more than g: Z = xref - x - g, or x - xref - g where lower is better.</summary>
    public static Payoff Gap(double gap, bool lowerIsBetter) => lowerIsBetter ? new(-gap, 1, -1, -1 - gap, 1 - gap) : new(-gap, -1, 1, -1 - gap, 1 - gap);

    /// <summary>A mean in [0, 1] must be at least r times the reference: Z = r xref - x; at most 1/r times where lower is better: Z = r x - xref.</summary>
    public static Payoff Ratio(double ratio, bool lowerIsBetter) => lowerIsBetter ? new(0, ratio, -1, -1, ratio) : new(0, -1, ratio, -1, ratio);

    /// <summary>Observed over expected must not lie above h: Z = y - h s, for each encounter.</summary>
    public static Payoff ObservedExpectedAtMost(double high) => new(0, 1, -high, -high, 1);

    /// <summary>Observed over expected must not lie below l: Z = l s - y, for each encounter.</summary>
    public static Payoff ObservedExpectedAtLeast(double low) => new(0, -1, low, -1, low);

    /// <summary>The opposite bet, which pays while the limit is met: evidence of recovery.</summary>
    public Payoff Mirrored => new(-Constant, -Own, -Reference, -Most, -Least);

    public double Of(double own, double reference = 0) => Constant + (Own * own) + (Reference * reference);
}

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// The evidence of one day as a product of bets over disjoint blocks: L = product of (1 + lambda Z), lambda = min(0.95/b, 4 delta nu) for each delta of the grid, where
/// -b is the least Z can be and nu the effective size of the block (1/(1/n + 1/nref) for a difference of two means of n and nref). The mean of L is at most 1 while the
/// limit is met, given that nu was known before the numerators; L is always positive. A day without blocks gives a factor of 1.
/// Assumes that blocks are disjoint, their encounters independent given the past, and each Z within its bounds. L has no unit; it is always defined.
/// Source: Waudby-Smith and Ramdas 2024; Shin, Ramdas and Rinaldo 2023 (arXiv 2203.03532).
/// </summary>
public static class BetEvidence
{
    // Short of ruin: at 1 one block at the bound would end all evidence for ever.
    private const double LargestShare = 0.95;

    private const int BlocksPerLogarithm = 16;

    /// <summary>Multiplies the bets on one block into the day's factors.</summary>
    /// <param name="payoff">Z of the block, as <see cref="Payoff.Of"/> gives it.</param>
    /// <param name="bounds">The payoff that Z comes from.</param>
    /// <param name="size">nu, above 0; from denominators only.</param>
    /// <param name="logFactors">ln L for each alternative; length <see cref="EvidenceGrid.Size"/>; added to.</param>
    /// <exception cref="ArgumentOutOfRangeException">Z is under its bound, or the size is not above 0.</exception>
    public static void Add(double payoff, Payoff bounds, double size, Span<double> logFactors) => Add([payoff], bounds, [size], logFactors);

    /// <summary>Multiplies the bets on some blocks into the day's factors.</summary>
    /// <param name="payoffs">Z of each block, as <see cref="Payoff.Of"/> gives it.</param>
    /// <param name="bounds">The payoff that they come from.</param>
    /// <param name="sizes">nu of each, above 0; from denominators only.</param>
    /// <param name="logFactors">ln L for each alternative; length <see cref="EvidenceGrid.Size"/>; added to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A Z is under its bound, or a size is not above 0.</exception>
    public static void Add(ReadOnlySpan<double> payoffs, Payoff bounds, ReadOnlySpan<double> sizes, Span<double> logFactors)
    {
        Span<double> product = stackalloc double[EvidenceGrid.Size];
        product.Fill(1);
        for (var block = 0; block < payoffs.Length; block++)
        {
            Multiply(payoffs[block], bounds, sizes[block], product);

            // Factors lie in 0.05 to some 1,000, so that a few of them neither vanish nor overflow, and one logarithm serves for all.
            if ((block + 1) % BlocksPerLogarithm == 0 || block + 1 == payoffs.Length)
            {
                for (var i = 0; i < EvidenceGrid.Size; i++)
                    logFactors[i] += Math.Log(product[i]);
                product.Fill(1);
            }
        }
    }

    private static void Multiply(double payoff, Payoff bounds, double size, Span<double> product)
    {
        if (!(size > 0))
            throw new ArgumentOutOfRangeException(nameof(size), size, "A block has an effective size above 0.");

        // Rounding may carry a mean at its bound a little over it.
        if (!(payoff >= bounds.Least - 1e-9))
            throw new ArgumentOutOfRangeException(nameof(payoff), payoff, $"The payoff of a block cannot be less than {bounds.Least}.");
        var most = bounds.Least < 0 ? LargestShare / -bounds.Least : double.PositiveInfinity;
        for (var i = 0; i < EvidenceGrid.Size; i++)
        {
            var stake = Math.Min(most, 4 * EvidenceGrid.MeanShifts[i] * size);
            product[i] *= 1 + (stake * payoff);
        }
    }
}

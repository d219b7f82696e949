namespace EquityMonitor.Statistics;

/// <summary>
/// The integer sums behind AUROC and DeLong's variance. A positive's placement value times 2n- is a = 2 * (negatives below) + (negatives tied),
/// a negative's times 2n+ is c = 2 * (positives above) + (positives tied).
/// </summary>
/// <param name="Positives">n+.</param>
/// <param name="Negatives">n-.</param>
/// <param name="Sum">The sum of a over positives, which is also the sum of c over negatives: 2 * n+ * n- * area.</param>
/// <param name="PositiveSquares">The sum of a^2 over positives.</param>
/// <param name="NegativeSquares">The sum of c^2 over negatives.</param>
internal readonly record struct PlacementSums(long Positives, long Negatives, long Sum, Int128 PositiveSquares, Int128 NegativeSquares)
{
    /// <summary>The mean a of a positive: 2 * n- * area.</summary>
    public double MeanOfPositives => (double)Sum / Positives;

    /// <summary>The mean c of a negative: 2 * n+ * area.</summary>
    public double MeanOfNegatives => (double)Sum / Negatives;

    /// <summary>The sum of (a - mean)^2 over positives; 0 when there are none.</summary>
    public double PositiveSquaredDeviations => SumOfSquaredDeviations(PositiveSquares, Positives);

    /// <summary>The sum of (c - mean)^2 over negatives; 0 when there are none.</summary>
    public double NegativeSquaredDeviations => SumOfSquaredDeviations(NegativeSquares, Negatives);

    /// <summary>The sum over rows of both classes, each about its mean.</summary>
    public double SquaredDeviations => PositiveSquaredDeviations + NegativeSquaredDeviations;

    /// <summary>Null with fewer than 2 of a class.</summary>
    public AurocResult? Result()
    {
        if (Positives < 2 || Negatives < 2)
            return null;
        var ofPositives = PositiveSquaredDeviations / (Positives - 1) / Positives;
        var ofNegatives = NegativeSquaredDeviations / (Negatives - 1) / Negatives;
        var variance = (ofPositives / (4.0 * Negatives * Negatives)) + (ofNegatives / (4.0 * Positives * Positives));
        return new AurocResult(Sum / (2.0 * Positives * Negatives), variance);
    }

    private double SumOfSquaredDeviations(Int128 squares, long count) =>
        count == 0 ? 0 : (double)((count * squares) - ((Int128)Sum * Sum)) / count;
}

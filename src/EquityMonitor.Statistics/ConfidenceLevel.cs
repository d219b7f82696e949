namespace EquityMonitor.Statistics;

/// <summary>How wide intervals are, as the normal quantile <see cref="Z"/> that they use on either side.</summary>
public sealed record ConfidenceLevel
{
    private ConfidenceLevel(double z) => Z = z;

    /// <summary>95 %: z = 1.959963984540054.</summary>
    public static ConfidenceLevel Default { get; } = new(1.959963984540054);

    /// <summary>The two-sided normal quantile.</summary>
    public double Z { get; }

    /// <param name="level">The two-sided level, inside (0, 1): 0.9 for 90 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not inside (0, 1).</exception>
    public static ConfidenceLevel Of(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1: write 0.95 for 95 %.");
        return new ConfidenceLevel(StandardNormal.Quantile((1 + level) / 2));
    }
}

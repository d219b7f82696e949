namespace EquityMonitor.Statistics;

/// <summary>How wide intervals are: the share of repetitions in which such an interval holds the truth.</summary>
public sealed record ConfidenceLevel
{
    private ConfidenceLevel(double value, double z) => (Value, Z) = (value, z);

    /// <summary>95 %: z = 1.959963984540054.</summary>
    public static ConfidenceLevel Default { get; } = new(0.95, 1.959963984540054);

    /// <summary>The two-sided level: 0.9 for 90 %.</summary>
    public double Value { get; }

    /// <summary>What lies beyond the interval on either side: 0.025 for 95 %.</summary>
    public double Tail => this == Default ? 0.025 : (1 - Value) / 2;

    /// <summary>The two-sided normal quantile.</summary>
    public double Z { get; }

    /// <param name="level">The two-sided level, inside (0, 1): 0.9 for 90 %.</param>
    /// <returns>For 0.95 <see cref="Default"/> itself, to the last bit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not inside (0, 1).</exception>
    public static ConfidenceLevel Of(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1: write 0.95 for 95 %.");
        return level == Default.Value ? Default : new ConfidenceLevel(level, StandardNormal.Quantile((1 + level) / 2));
    }
}

namespace EquityMonitor.Statistics;

/// <summary>A number in [0, 1]. It never converts implicitly from a double, so that a percentage passed for a probability does not compile.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    /// <param name="value">A number in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, above 1, or not a number.</exception>
    public Probability(double value)
    {
        if (value is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies in [0, 1].");
        Value = value;
    }

    public double Value { get; }

    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;
    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;
    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;
    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;
}

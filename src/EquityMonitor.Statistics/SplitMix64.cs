namespace EquityMonitor.Statistics;

/// <summary>
/// A seeded stream of numbers that is the same on every platform and in every version: Steele, Lea and Flood 2014. Its draws are easily repeated elsewhere,
/// so that even a statistic of random draws has a reference value.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    private const int Bits = 53;

    /// <summary>Uniform on [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => Next() * (1.0 / (1UL << Bits));

    /// <summary>Whether <see cref="NextDouble"/> would be below a probability, without leaving whole numbers.</summary>
    /// <param name="limit">From <see cref="LimitOf"/>.</param>
    public bool NextIsBelow(ulong limit) => Next() < limit;

    /// <summary>The least multiple of 2^-53 that is not below the probability, as its factor; exact, since only the exponent changes.</summary>
    public static ulong LimitOf(double probability) => (ulong)Math.Ceiling(probability * (1UL << Bits));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)) >> (64 - Bits);
    }
}

namespace EquityMonitor.Simulation;

/// <summary>
/// Random numbers that belong to one place: the key (seed, stream, day, index) fixes the whole sequence, so that nothing depends on what was generated before.
/// SplitMix64 (Steele, Lea, Flood 2014) started at a hash of the key.
/// </summary>
internal struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public RandomStream(long seed, int stream, int day, int index)
    {
        var state = Mix(unchecked((ulong)seed) + Golden);
        state = Mix(state ^ unchecked((uint)stream));
        state = Mix(state ^ unchecked((uint)day));
        _state = Mix(state ^ unchecked((uint)index));
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double Uniform()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    public double Uniform(double from, double to) => from + (to - from) * Uniform();

    /// <summary>Uniform on 0 ... count - 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal, by Box and Muller; the second of the pair is not kept, so that every draw costs two uniforms.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>Poisson by multiplication of uniforms; meant for small means.</summary>
    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Uniform(); product > limit; product *= Uniform()) count++;
        return count;
    }

    /// <summary>The index of the weight into which one uniform falls; the weights need not add up to 1.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var left = Uniform() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }

        return weights.Length - 1;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

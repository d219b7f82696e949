namespace EquityMonitor.Statistics;

/// <summary>Count, mean and sum of squared deviations, updated one value or one group at a time (Welford 1962; Chan, Golub and LeVeque 1983).</summary>
internal struct Moments
{
    public long Count { get; private set; }

    public double Mean { get; private set; }

    private double Squares { get; set; }

    /// <summary>s^2/n with the sample variance s^2; 0 below two values.</summary>
    public readonly double VarianceOfMean => Count < 2 ? 0 : Squares / (Count - 1) / Count;

    public void Add(double value)
    {
        Count++;
        var before = value - Mean;
        Mean += before / Count;
        Squares += before * (value - Mean);
    }

    public void Add(in Moments other)
    {
        if (other.Count == 0)
            return;
        var together = Count + other.Count;
        var apart = other.Mean - Mean;
        Squares += other.Squares + (apart * apart * Count * other.Count / together);
        Mean += apart * other.Count / together;
        Count = together;
    }
}

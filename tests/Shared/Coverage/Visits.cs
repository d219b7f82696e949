namespace EquityMonitor.Statistics.Coverage;

/// <summary>How the encounters of one patient hang together: from <paramref name="Least"/> to <paramref name="Most"/> of them, each after the first the same as the one before with a given probability.</summary>
/// <param name="Least">At least 1.</param>
/// <param name="Most">All numbers between are equally likely.</param>
/// <param name="Repeats">At 1 all encounters of a patient are equal, so that the design effect is their number.</param>
internal sealed record Visits(int Least, int Most, double Repeats)
{
    /// <summary>One encounter each, and no patient key.</summary>
    public static Visits Single { get; } = new(1, 1, 0);

    /// <summary>The offset of each patient's first row.</summary>
    public int[] Starts(Random random, int patients)
    {
        var starts = new int[patients + 1];
        for (var patient = 0; patient < patients; patient++)
            starts[patient + 1] = starts[patient] + random.Next(Least, Most + 1);
        return starts;
    }
}

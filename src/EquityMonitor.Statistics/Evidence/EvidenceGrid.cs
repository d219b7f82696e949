namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// The alternatives that the evidence is spread over, fixed beforehand. A detector holds all of them with equal weights, so that small and large departures are
/// both found without knowing which to expect; nothing is chosen after the data were seen.
/// <para>A mean of e-values is an e-value, so that the mixture keeps every guarantee; it costs at most a factor of 6 against the alternative that turns out best. The values are a
/// choice of this project. Source: Robbins 1970 (the method of mixtures).</para>
/// </summary>
public static class EvidenceGrid
{
    /// <summary>Number of alternatives on one side of a limit.</summary>
    public const int Size = 6;

    /// <summary>Distances of a proportion from its limit, on the logit scale.</summary>
    public static ReadOnlySpan<double> LogitShifts => [0.1, 0.25, 0.5, 0.75, 1, 1.5];

    /// <summary>Distances of a mean from its limit, in the unit of the mean; each sets the stake of a bet.</summary>
    public static ReadOnlySpan<double> MeanShifts => [0.02, 0.05, 0.10, 0.15, 0.20, 0.30];
}

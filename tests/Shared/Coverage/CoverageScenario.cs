namespace EquityMonitor.Statistics.Coverage;

/// <summary>A known population of one size, from which samples are drawn to see how often their intervals hold the truth.</summary>
/// <param name="Group">What kind of intervals it is about: one table of the benchmark.</param>
/// <param name="Name">Size and rate: one column.</param>
/// <param name="Draw">Takes one sample and counts each of its intervals.</param>
internal sealed record CoverageScenario(string Group, string Name, Action<Random, CoverageTally> Draw)
{
    /// <summary>Between which coverages its 95 % intervals lie; read by tests alone. Wider where the benchmark shows that few patients or few events are not enough for them.</summary>
    public (double Low, double High) Within { get; init; } = (0.93, 0.97);

    /// <summary>The same for single intervals.</summary>
    public IReadOnlyDictionary<string, (double Low, double High)> Known { get; init; } = new Dictionary<string, (double, double)>(StringComparer.Ordinal);

    public CoverageTally Run(int draws, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var tally = new CoverageTally();
        for (var draw = 0; draw < draws; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Draw(random, tally);
        }

        return tally;
    }

    public override string ToString() => $"{Group}: {Name}";
}

namespace EquityMonitor.Simulation;

/// <summary>What a simulated source knows about itself.</summary>
/// <param name="Seed">Seed of every draw.</param>
/// <param name="Anchor">Day of the first generation, to which planted truths are relative.</param>
/// <param name="FirstDay">First day with encounters.</param>
/// <param name="GeneratedThrough">Last day with encounters; outcomes are those recorded by its end.</param>
public sealed record SimulationState(long Seed, DateOnly Anchor, DateOnly FirstDay, DateOnly GeneratedThrough);

/// <summary>What to generate.</summary>
public sealed record SimulationOptions
{
    public long Seed { get; init; } = SimulatedHospital.DefaultSeed;

    /// <summary>The day of the first generation; the last generated day is the one before, unless <see cref="Today"/> says otherwise.</summary>
    public required DateOnly Anchor { get; init; }

    /// <summary>Days before the anchor.</summary>
    public int Days { get; init; } = 730;

    /// <summary>The local day that is not over yet; the anchor when null.</summary>
    public DateOnly? Today { get; init; }
}

/// <param name="Done">Days written.</param>
/// <param name="Total">Days to write.</param>
public readonly record struct SimulationProgress(int Done, int Total);

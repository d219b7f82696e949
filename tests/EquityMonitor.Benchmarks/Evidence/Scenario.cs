namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>How the patients of each subgroup come, and how well the model truly finds them.</summary>
/// <param name="PositivesPerDay">Mean of a Poisson number of encounters with the outcome.</param>
/// <param name="Sensitivity">True value before any change.</param>
/// <param name="Kind">What makes the data harder than independent trials.</param>
public sealed record Scenario(double PositivesPerDay, double Sensitivity, Difficulty Kind = Difficulty.None)
{
    /// <summary>What the organisation committed to.</summary>
    public const double Floor = 0.60;

    public const int Subgroups = 40;
    public const int Window = 90;
    public const int Minimum = 30;

    /// <summary>Days before an outcome is expected to be recorded.</summary>
    public const int Maturity = 30;
}

public enum Difficulty
{
    None,

    /// <summary>A fifth of the outcomes is recorded only 1 to 60 days after maturity.</summary>
    LateOutcomes,

    /// <summary>Each patient comes 1 to 4 times, a week apart, always with the same result.</summary>
    RepeatedPatients,

    /// <summary>Every day has a true sensitivity of its own, 15 points above or below.</summary>
    OverdispersedDays,
}

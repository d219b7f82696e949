namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>How the patients of each subgroup come, and how well the model truly finds them.</summary>
/// <param name="PositivesPerDay">Mean of a Poisson number of encounters with the outcome.</param>
/// <param name="Sensitivity">True value before any change.</param>
/// <param name="Kind">What makes the data harder than independent trials.</param>
/// <param name="Betting">How the peek-safe evidence bets.</param>
public sealed record Scenario(double PositivesPerDay, double Sensitivity, Difficulty Kind = Difficulty.None, Betting Betting = Betting.UpperLimit)
{
    /// <summary>What the organisation committed to.</summary>
    public const double Floor = 0.60;

    public const int Subgroups = 40;
    public const int Window = 90;
    public const int Minimum = 30;

    /// <summary>Half a year, as the example of a definition has it.</summary>
    public const int BaselineDays = 181;

    /// <summary>Days before an outcome is expected to be recorded.</summary>
    public const int Maturity = 30;
}

/// <summary>Who bets once a day on the mean, and who multiplies the likelihood ratios of encounters.</summary>
public enum Betting
{
    /// <summary>As the product does: multiplied where the upper limit of the baseline's dispersion is below the mark.</summary>
    UpperLimit,

    /// <summary>Multiplied where the estimate itself is not above the mark.</summary>
    Estimate,

    /// <summary>All multiply.</summary>
    Product,

    /// <summary>All bet once a day.</summary>
    OncePerDay,
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

    /// <summary>The same, 4.5 points above or below: so little that half a year can hardly show it.</summary>
    SlightlyOverdispersedDays,
}

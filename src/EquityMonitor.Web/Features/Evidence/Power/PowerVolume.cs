namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What comes in a window, as far as the question needs it.</summary>
/// <param name="Trials">The denominator; of an AUROC the smaller class, of observed over expected the encounters.</param>
/// <param name="Own">The group.</param>
/// <param name="Others">Those that the rule compares with, without the group itself; null where it compares with nobody.</param>
public sealed record PowerVolume(int Trials, PowerSide Own, PowerSide? Others = null)
{
    /// <summary>Of observed over expected.</summary>
    public double? MeanScore { get; init; }
}

/// <summary>One side of a question in a window.</summary>
/// <param name="Value">Its figure; null without one.</param>
/// <param name="Denominator">What the figure rests on; 0 for nothing.</param>
public sealed record PowerSide(double? Value, double Denominator)
{
    /// <summary>Of repeated patients, on what the figure rests on; 1 for none.</summary>
    public double DesignEffect { get; init; } = 1;

    /// <summary>With the design effect in it; null where the figure has none, or needs none.</summary>
    public double? StandardError { get; init; }

    /// <summary>Where the question is about both classes: the share of those with the outcome who are flagged.</summary>
    public PowerShare? Sensitivity { get; init; }

    /// <summary>Likewise, of those without the outcome who are not.</summary>
    public PowerShare? Specificity { get; init; }

    public double Positives => Sensitivity?.Denominator ?? 0;

    public double Negatives => Specificity?.Denominator ?? 0;
}

/// <summary>A share and what it rests on.</summary>
public readonly record struct PowerShare(double Value, double Denominator, double DesignEffect);

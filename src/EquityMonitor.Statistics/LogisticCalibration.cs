namespace EquityMonitor.Statistics;

/// <summary>
/// Calibration intercept and slope by logistic regression of the outcome on x = logit(s), s clipped to [1e-10, 1 - 1e-10].
/// <para>Intercept a: logit P(y) = a + x, the slope fixed at 1; 0 is right, above 0 the model understates the risk. Slope b: logit P(y) = c + b x with a
/// free c; 1 is right, below 1 the predictions are too extreme. Wald limits from the information matrix, value -+ z SE.</para>
/// <para>Not estimable: without both classes; for the slope, when all scores are equal, or when they separate the outcomes (no score of one class lies
/// strictly inside the range of the other: the likelihood has no maximum, Albert and Anderson 1984); when Newton's method does not settle in 100 steps.</para>
/// <para>Both are on the log-odds scale, the slope without unit. The limits assume independent encounters (or the design effect below) and that the logistic model holds: where it
/// does not, the inverse information is not the variance (the intercept of a model with a slope of 0.7 covers 93.9 % at 500 rows).</para>
/// <para>Repeated patients: the influence value is the row's score vector times the inverse information. Sources: Cox 1958; Van Calster et al. 2019.</para>
/// </summary>
public static class LogisticCalibration
{
    private const int MostSteps = 100;

    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="level">95 % when null.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>The denominator of both is the smaller class.</returns>
    /// <exception cref="ArgumentException">A score is not in [0, 1].</exception>
    public static (Estimate Intercept, Estimate Slope) Estimate(ScoredOutcomes rows, ConfidenceLevel? level = null, ScoredOutcomes? all = null) =>
        (Intercept(rows, all).ToEstimate(level), Slope(rows, all).ToEstimate(level));

    internal static Attempt Intercept(ScoredOutcomes rows, ScoredOutcomes? all) => Of(rows, all, LogisticFit.Intercept, sample => sample.InterceptFit);

    internal static Attempt Slope(ScoredOutcomes rows, ScoredOutcomes? all) => Of(rows, all, LogisticFit.Slope, sample => sample.SlopeFit);

    private static Attempt Of(
        ScoredOutcomes rows, ScoredOutcomes? all, Func<ScoredOutcomes, int, LogisticFit?, (LogisticFit? Fit, NotEstimableReason? Reason)> fit, Func<ScoredOutcomes, KnownFit> known)
    {
        RowMetrics.RequireProbabilities(rows);
        if (RowMetrics.MissingClass(rows) is { } missing)
            return missing;

        // A part of a whole has nearly the whole's coefficients; the maximum that is reached is the same from wherever the steps begin.
        (LogisticFit? Fit, NotEstimableReason? Reason) Whole(ScoredOutcomes sample) => known(sample).Get(() => fit(sample, MostSteps, null));
        var near = all is null || all == rows || RowMetrics.MissingClass(all) is not null ? null : Whole(all).Fit;
        var (found, reason) = near is null ? Whole(rows) : fit(rows, MostSteps, near);
        if (found is null)
            return reason!;
        var deff = RowMetrics.DesignEffect(rows, all, sample => DesignEffect(sample, sample == rows ? found : Whole(sample).Fit));
        var error = Math.Sqrt(found.Variance * deff);
        return new NormalQuantity(found.Value, error)
        {
            Denominator = Math.Min(rows.Positives, rows.Negatives),
            DesignEffect = deff,
            StandardError = error,
        };
    }

    private static double? DesignEffect(ScoredOutcomes rows, LogisticFit? fit)
    {
        if (fit is null)
            return null;
        using var influence = new ScratchNumbers(rows.Counts.Length);
        fit.Influence(rows, influence.Span);
        return RowMetrics.Ratio(rows.ClusterVariance(influence.Span), fit.Variance);
    }
}

/// <summary>A fit that is kept with its rows. Two threads may both compute it, and get the same.</summary>
internal sealed class KnownFit
{
    private Tuple<LogisticFit?, NotEstimableReason?>? _known;

    public (LogisticFit? Fit, NotEstimableReason? Reason) Get(Func<(LogisticFit? Fit, NotEstimableReason? Reason)> fit)
    {
        var known = Volatile.Read(ref _known);
        if (known is null)
            Volatile.Write(ref _known, known = fit().ToTuple());
        return known.ToValueTuple();
    }
}

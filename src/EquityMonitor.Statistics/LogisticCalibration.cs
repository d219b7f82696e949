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

    private static readonly Coefficient OfIntercept = new(LogisticFit.Intercept, rows => rows.InterceptFit);

    private static readonly Coefficient OfSlope = new(LogisticFit.Slope, rows => rows.SlopeFit);

    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>The denominator of both is the smaller class.</returns>
    /// <exception cref="ArgumentException">A score is not in [0, 1].</exception>
    public static (Estimate Intercept, Estimate Slope) Estimate(ScoredOutcomes rows, ConfidenceLevel level, ScoredOutcomes? all = null) =>
        (Intercept(rows, all).ToEstimate(level), Slope(rows, all).ToEstimate(level));

    /// <summary>The fits that points keep, for every cell of a partition.</summary>
    /// <param name="rows">The window, its scores probabilities.</param>
    /// <param name="whole">The same rows as <see cref="ScoredPartition.Whole"/> lays them out.</param>
    /// <param name="codes">The cell of each row, below the length of <paramref name="results"/>; empty for the whole alone.</param>
    /// <param name="results">One per cell, overwritten; null without both classes, of which <see cref="Estimator"/> says the one that is missing. A fit that does not exist carries its reason.</param>
    /// <exception cref="ArgumentException">There is not one code per row, a code has no result to go to, or a score is not in [0, 1].</exception>
    public static void EvaluatePartition(RankedOutcomes rows, ScoredOutcomes whole, ReadOnlySpan<ushort> codes, Span<CalibrationResult?> results)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowMetrics.RequireProbabilities(whole);
        if (codes.IsEmpty && results.Length == 1)
        {
            results[0] = Kept(whole, null);
            return;
        }

        var parts = ScoredPartition.Parts(rows, whole, codes, results.Length);
        for (var cell = 0; cell < results.Length; cell++)
            results[cell] = Kept(parts[cell], whole);
    }

    internal static Attempt Intercept(ScoredOutcomes rows, ScoredOutcomes? all) => Of(rows, all, OfIntercept);

    internal static Attempt Slope(ScoredOutcomes rows, ScoredOutcomes? all) => Of(rows, all, OfSlope);

    internal static Attempt Intercept(PerformanceSample sample, PerformanceSample? all) => Of(sample, all, kept => kept.Intercept);

    internal static Attempt Slope(PerformanceSample sample, PerformanceSample? all) => Of(sample, all, kept => kept.Slope);

    private static Attempt Of(ScoredOutcomes rows, ScoredOutcomes? all, Coefficient coefficient)
    {
        RowMetrics.RequireProbabilities(rows);
        if (RowMetrics.MissingClass(rows) is { } missing)
            return missing;
        var (found, reason) = coefficient.Fit(rows, all);
        if (found is null)
            return reason!;
        var deff = RowMetrics.DesignEffect(rows, all, sample => DesignEffect(sample, sample == rows ? found : coefficient.Whole(sample).Fit));
        return Quantity(found.Value, found.Variance, deff, rows.Positives, rows.Negatives);
    }

    private static Attempt Of(PerformanceSample sample, PerformanceSample? all, Func<CalibrationResult, CalibrationFit> coefficient)
    {
        var counts = sample.Counts;
        if (counts.Positives == 0)
            return NotEstimableReason.NoPositives;
        if (counts.Negatives == 0)
            return NotEstimableReason.NoNegatives;
        if (sample.Calibration is not { } kept)
            return NotEstimableReason.NeedsEncounters;
        if (coefficient(kept) is not CalibrationFit.Found found)
            return ((CalibrationFit.None)coefficient(kept)).Reason;
        var whole = all?.Calibration is { } keptOfAll ? coefficient(keptOfAll) as CalibrationFit.Found : null;
        return Quantity(found.Value, found.Variance, found.DesignEffect ?? whole?.DesignEffect ?? 1, counts.Positives, counts.Negatives);
    }

    private static CalibrationResult? Kept(ScoredOutcomes rows, ScoredOutcomes? all) =>
        RowMetrics.MissingClass(rows) is null ? new CalibrationResult(Kept(rows, all, OfIntercept), Kept(rows, all, OfSlope)) : null;

    private static CalibrationFit Kept(ScoredOutcomes rows, ScoredOutcomes? all, Coefficient coefficient) => coefficient.Fit(rows, all) switch
    {
        ({ } fit, _) => new CalibrationFit.Found(fit.Value, fit.Variance, rows.HasPatients ? DesignEffect(rows, fit) : null),
        (_, var reason) => new CalibrationFit.None(reason!),
    };

    private static NormalQuantity Quantity(double value, double variance, double deff, long positives, long negatives)
    {
        var error = Math.Sqrt(variance * deff);
        return new NormalQuantity(value, error)
        {
            Denominator = Math.Min(positives, negatives),
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

    /// <summary>How one of the two is fitted, and where the fit of a whole is kept.</summary>
    private sealed record Coefficient(
        Func<ScoredOutcomes, int, LogisticFit?, (LogisticFit? Fit, NotEstimableReason? Reason)> Run, Func<ScoredOutcomes, KnownFit> Known)
    {
        public (LogisticFit? Fit, NotEstimableReason? Reason) Whole(ScoredOutcomes rows) => Known(rows).Get(() => Run(rows, MostSteps, null));

        /// <summary>A part of a whole has nearly the whole's coefficients; the maximum that is reached is the same from wherever the steps begin.</summary>
        public (LogisticFit? Fit, NotEstimableReason? Reason) Fit(ScoredOutcomes rows, ScoredOutcomes? all)
        {
            var near = all is null || all == rows || RowMetrics.MissingClass(all) is not null ? null : Whole(all).Fit;
            return near is null ? Whole(rows) : Run(rows, MostSteps, near);
        }
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

namespace EquityMonitor.Statistics;

/// <summary>Every metric of one group as a quantity: value, denominator and interval method, per the table of metrics.</summary>
internal static class MetricQuantities
{
    public static Attempt Of(Metric metric, PerformanceSample sample, ScoreScale scale, PerformanceSample? all)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(sample);
        if (metric.NeedsProbability && !scale.IsProbability)
            return NotEstimableReason.ScoreIsNotAProbability;
        if (ProportionCounts.Of(metric) is { } counts)
            return counts.Quantity(sample, all, metric.Population);
        if (sample.Counts.Total == 0)
            return NotEstimableReason.NoEvaluableEncounters;
        return metric.Key switch
        {
            var key when key == Metric.F1.Key => ProportionCounts.Jaccard.Quantity(sample, all, metric.Population).Select(F1),
            var key when key == Metric.MeanError.Key => MeanError(sample, all),
            var key when key == Metric.BalancedAccuracy.Key => BalancedAccuracy(sample, all),
            var key when key == Metric.Nne.Key => ProportionCounts.Of(Metric.Ppv)!.Quantity(sample, all, metric.Population).Select(Nne),
            var key when key == Metric.ObservedExpected.Key => ObservedExpected(sample, all),
            var key when key == Metric.NetBenefit.Key => NetBenefit(sample, scale.Threshold, all),
            var key when key == Metric.Auroc.Key => Auroc(sample, all),
            var key when key == Metric.Brier.Key => Brier(sample, all),
            var key when key == Metric.AveragePrecision.Key => AveragePrecision.Quantity(sample, all),
            var key when key == Metric.ScaledBrier.Key => ScaledBrier.Quantity(sample, all),
            var key when key == Metric.CalibrationIntercept.Key => LogisticCalibration.Intercept(sample, all),
            var key when key == Metric.CalibrationSlope.Key => LogisticCalibration.Slope(sample, all),
            var key when key == Metric.CalibrationError.Key => NotEstimableReason.NeedsEncounters,
            _ => throw new ArgumentException($"No estimator is defined for the metric \"{metric.Key}\".", nameof(metric)),
        };
    }

    private static Attempt F1(Quantity jaccard) =>
        new TransformedQuantity(jaccard, j => 2 * j / (1 + j), f => f >= 2 ? double.PositiveInfinity : f / (2 - f), Rising: true)
        {
            Denominator = jaccard.Denominator,
            DesignEffect = jaccard.DesignEffect,
        };

    private static Attempt BalancedAccuracy(PerformanceSample sample, PerformanceSample? all) =>
        ProportionCounts.Of(Metric.Sensitivity)!.Quantity(sample, all, MetricPopulation.Evaluable).Select(sensitivity =>
            ProportionCounts.Of(Metric.Specificity)!.Quantity(sample, all, MetricPopulation.Evaluable).Select(specificity =>
                new HalfSumQuantity(sensitivity, specificity)
                {
                    Denominator = Math.Min(sensitivity.Denominator, specificity.Denominator),
                    DesignEffect = Math.Max(sensitivity.DesignEffect, specificity.DesignEffect),
                }));

    private static Attempt Nne(Quantity ppv) => ppv.Value == 0
        ? NotEstimableReason.NoTruePositives
        : new TransformedQuantity(ppv, p => 1 / p, m => m <= 0 ? double.PositiveInfinity : 1 / m, Rising: false)
        {
            Denominator = ppv.Denominator,
            DesignEffect = ppv.DesignEffect,
        };

    /// <summary>n * Wilson(O, n) / E: only the observed count varies, so prevalence's design effect applies.</summary>
    private static Attempt ObservedExpected(PerformanceSample sample, PerformanceSample? all)
    {
        var expected = sample.SumScore;
        if (!(expected > 0))
            return NotEstimableReason.NoExpectedEvents;
        double n = sample.Counts.Total;
        return ProportionCounts.Of(Metric.Prevalence)!.Quantity(sample, all, MetricPopulation.Evaluable).Select(prevalence =>
            new TransformedQuantity(prevalence, p => p * n / expected, ratio => ratio * expected / n, Rising: true)
            {
                Denominator = expected,
                DesignEffect = prevalence.DesignEffect,
            });
    }

    /// <summary>The mean of w = 1 for a true positive, -t/(1-t) for a false positive, else 0, with the sample variance of w over n.</summary>
    private static Attempt NetBenefit(PerformanceSample sample, double threshold, PerformanceSample? all)
    {
        if (threshold is not (> 0 and < 1))
            return NotEstimableReason.ThresholdNotInside;
        var odds = threshold / (1 - threshold);
        var deff = DesignEffects.Of(sample, all, v => v.NetBenefit, s => NetBenefitVariance(s, odds));
        return Mean(NetBenefitValue(sample, odds), NetBenefitVariance(sample, odds), deff, sample, double.NegativeInfinity, double.PositiveInfinity);
    }

    private static double NetBenefitValue(PerformanceSample sample, double odds) =>
        (sample.Counts.TruePositives - (odds * sample.Counts.FalsePositives)) / sample.Counts.Total;

    private static double NetBenefitVariance(PerformanceSample sample, double odds)
    {
        var squares = sample.Counts.TruePositives + (odds * odds * sample.Counts.FalsePositives);
        return VarianceOfMean(NetBenefitValue(sample, odds), squares, sample.Counts.Total);
    }

    private static Attempt Brier(PerformanceSample sample, PerformanceSample? all)
    {
        var deff = DesignEffects.Of(sample, all, v => v.Brier, BrierVariance);
        return Mean(sample.SumSquaredError / sample.Counts.Total, BrierVariance(sample), deff, sample, 0, 1);
    }

    /// <summary>The mean of s - y, which varies less than y where the scores tell patients apart, and so has a design effect of its own.</summary>
    private static Attempt MeanError(PerformanceSample sample, PerformanceSample? all)
    {
        var deff = DesignEffects.Of(sample, all, v => v.MeanError, MeanErrorVariance);
        return Mean(MeanErrorValue(sample), MeanErrorVariance(sample), deff, sample, -1, 1);
    }

    private static double MeanErrorValue(PerformanceSample sample) => (sample.SumScore - sample.Counts.Positives) / sample.Counts.Total;

    private static double MeanErrorVariance(PerformanceSample sample) => VarianceOfMean(MeanErrorValue(sample), sample.SumSquaredError, sample.Counts.Total);

    private static double BrierVariance(PerformanceSample sample) =>
        VarianceOfMean(sample.SumSquaredError / sample.Counts.Total, sample.SumFourthPowerError, sample.Counts.Total);

    private static double VarianceOfMean(double mean, double sumOfSquares, long n)
    {
        if (n < 2)
            return 0;
        var deviations = sumOfSquares - (n * mean * mean);

        // What is left of equal values is rounding.
        return deviations > 1e-12 * sumOfSquares ? deviations / (n - 1) / n : 0;
    }

    private static Attempt Mean(double mean, double variance, double deff, PerformanceSample sample, double lowest, double highest)
    {
        var error = Math.Sqrt(variance * deff);
        return new NormalQuantity(mean, error, lowest, highest)
        {
            Denominator = sample.Counts.Total,
            DesignEffect = deff,
            StandardError = error > 0 ? error : null,
            IntervalReason = sample.Counts.Total < 2 ? NotEstimableReason.FewerThanTwo : error > 0 ? null : NotEstimableReason.NoVariation,
        };
    }

    private static Attempt Auroc(PerformanceSample sample, PerformanceSample? all)
    {
        if (sample.Counts.Positives == 0)
            return NotEstimableReason.NoPositives;
        if (sample.Counts.Negatives == 0)
            return NotEstimableReason.NoNegatives;
        if (sample.Auroc is not { } auroc || Math.Min(sample.Counts.Positives, sample.Counts.Negatives) < 2)
            return NotEstimableReason.FewerThanTwoOfAClass;
        var deff = DesignEffects.Of(sample, all, v => v.Auroc, s => s.Auroc?.Variance ?? 0);
        var error = Math.Sqrt(auroc.Variance * deff);
        return new LogitQuantity(auroc.Area, error)
        {
            Denominator = Math.Min(sample.Counts.Positives, sample.Counts.Negatives),
            DesignEffect = deff,
            StandardError = error > 0 ? error : null,
            IntervalReason = error > 0 && auroc.Area is > 0 and < 1 ? null : NotEstimableReason.NoVariation,
        };
    }
}

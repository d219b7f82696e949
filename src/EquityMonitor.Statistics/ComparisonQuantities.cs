namespace EquityMonitor.Statistics;

/// <summary>A metric of one group against another, as quantities.</summary>
internal static class ComparisonQuantities
{
    public static Attempt Difference(Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all) =>
        Both(metric, own, complement, scale, all, (first, second) =>
        {
            if (first is ProportionQuantity p && second is ProportionQuantity q)
                return new DifferenceQuantity(p, q) { Denominator = Smaller(p, q), DesignEffect = Larger(p, q) };
            if (metric == Metric.Auroc || metric == Metric.Brier || metric == Metric.MeanError)
                return DifferenceOfMeans(first, second);
            return NotEstimableReason.NotComparable;
        });

    public static Attempt Ratio(Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all) =>
        Both(metric, own, complement, scale, all, (first, second) =>
        {
            if (first is not ProportionQuantity p || second is not ProportionQuantity q)
                return NotEstimableReason.NotComparable;
            if (p.X == 0 && q.X == 0)
                return NotEstimableReason.ZeroOnBothSides;
            return new RatioQuantity(p, q) { Denominator = Smaller(p, q), DesignEffect = Larger(p, q) };
        });

    public static Attempt LogRatio(Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all) =>
        Both(metric, own, complement, scale, all, (first, second) =>
        {
            if (first is not ProportionQuantity p || second is not ProportionQuantity q)
                return NotEstimableReason.NotComparable;
            if (p.X == 0 || q.X == 0)
                return NotEstimableReason.ZeroCount;
            return new LogRatioQuantity(p, q) { Denominator = Smaller(p, q), DesignEffect = Larger(p, q) };
        });

    /// <summary>d to the complement is (1-w) d to All, w the group's share of All's denominator.</summary>
    public static Attempt DifferenceToAll(Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all) =>
        metric.IsProportion
            ? Difference(metric, own, complement, scale, all).Select(inner =>
            {
                var w = Share(metric, own, complement!);
                return new TransformedQuantity(inner, d => (1 - w) * d, d => d / (1 - w), Rising: true)
                {
                    Denominator = inner.Denominator,
                    DesignEffect = inner.DesignEffect,
                };
            })
            : NotEstimableReason.OnlyProportionsAgainstAll;

    /// <summary>phi to the complement is phi/(w phi + 1 - w) to All, which never reaches 1/w.</summary>
    public static Attempt RatioToAll(Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all) =>
        metric.IsProportion ? Ratio(metric, own, complement, scale, all).Select(inner =>
        {
            var w = Share(metric, own, complement!);
            return new RatioToAllQuantity(inner, w) { Denominator = inner.Denominator, DesignEffect = inner.DesignEffect };
        })
        : NotEstimableReason.OnlyProportionsAgainstAll;

    public static Attempt Difference(Metric metric, PerformanceSample own, ComparisonReference reference, ScoreScale scale, PerformanceSample? all) => reference switch
    {
        ComparisonReference.Apart(var sample) => Difference(metric, own, sample, scale, all),
        ComparisonReference.Everyone(var complement) => DifferenceToAll(metric, own, complement, scale, all),
        ComparisonReference.Nobody(var reason) => reason,
        _ => throw new ArgumentNullException(nameof(reference)),
    };

    public static Attempt Ratio(Metric metric, PerformanceSample own, ComparisonReference reference, ScoreScale scale, PerformanceSample? all) => reference switch
    {
        ComparisonReference.Apart(var sample) => Ratio(metric, own, sample, scale, all),
        ComparisonReference.Everyone(var complement) => RatioToAll(metric, own, complement, scale, all),
        ComparisonReference.Nobody(var reason) => reason,
        _ => throw new ArgumentNullException(nameof(reference)),
    };

    private static double Share(Metric metric, PerformanceSample own, PerformanceSample complement)
    {
        var counts = ProportionCounts.Of(metric)!;
        double n = counts.Denominator(own);
        return n / (n + counts.Denominator(complement));
    }

    private static Attempt Both(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all, Func<Quantity, Quantity, Attempt> compare)
    {
        if (complement is null || complement is { Scored: 0, Mature: 0 })
            return NotEstimableReason.NoComplement;
        return MetricQuantities.Of(metric, own, scale, all).Select(first =>
            MetricQuantities.Of(metric, complement, scale, all).Select(second => compare(first, second)));
    }

    /// <summary>z with unequal variances; both groups are independent.</summary>
    private static NormalQuantity DifferenceOfMeans(Quantity first, Quantity second)
    {
        double e1 = first.StandardError ?? 0, e2 = second.StandardError ?? 0;
        var error = Math.Sqrt((e1 * e1) + (e2 * e2));
        return new NormalQuantity(first.Value - second.Value, error, -1, 1)
        {
            Denominator = Smaller(first, second),
            DesignEffect = Larger(first, second),
            StandardError = error > 0 ? error : null,
            IntervalReason = first.IntervalReason ?? second.IntervalReason,
        };
    }

    private static double Smaller(Quantity first, Quantity second) => Math.Min(first.Denominator, second.Denominator);

    private static double Larger(Quantity first, Quantity second) => Math.Max(first.DesignEffect, second.DesignEffect);
}

/// <summary>phi/(w phi + 1 - w), which stays bounded by 1/w where phi or its upper limit does not.</summary>
internal sealed record RatioToAllQuantity(Quantity Inner, double W) : Quantity(Forward(Inner.Value, W))
{
    public override Interval At(double z)
    {
        var inner = Inner.At(z);
        return new Interval(Forward(inner.Low!.Value, W), Forward(inner.High ?? double.PositiveInfinity, W));
    }

    public override double Touching(double limit) =>
        Inner.Touching(W * limit >= 1 ? double.PositiveInfinity : limit * (1 - W) / (1 - (W * limit)));

    private static double Forward(double phi, double w) => double.IsPositiveInfinity(phi) ? 1 / w : phi / ((w * phi) + 1 - w);
}

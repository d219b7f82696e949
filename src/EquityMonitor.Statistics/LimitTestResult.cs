namespace EquityMonitor.Statistics;

/// <summary>How a metric of a group stands to a limit, on interval evidence.</summary>
public abstract record LimitTestResult
{
    private LimitTestResult()
    {
    }

    /// <param name="PastLimit">The point estimate lies strictly past the limit.</param>
    /// <param name="PValue">One-sided: the level at which the displayed interval's bound touches the limit; 0.025 where the 95 % interval does. Above 0.5
    /// when the estimate meets the limit. 1, no evidence, when the estimate has no interval.</param>
    /// <param name="Margin">The distance of the point to the limit in the unit of <paramref name="Compared"/>, positive on the good side; infinite for an unbounded ratio.</param>
    /// <param name="Compared">What was held against the limit, with the interval that is displayed: the metric, its difference or its ratio to the reference. Measured, or an unbounded ratio.</param>
    /// <param name="SmallestDenominator">Raw: the metric's denominator (smaller class for AUROC, expected events for O/E), of the smaller side in a comparison.</param>
    /// <param name="WhollyOnGoodSide">The whole 95 % interval meets the limit, at whatever level <paramref name="Compared"/> is displayed: a decision does not follow the display.</param>
    public sealed record Tested(
        bool PastLimit, double PValue, double Margin, Estimate Compared, long SmallestDenominator, bool WhollyOnGoodSide) : LimitTestResult;

    public sealed record NotEstimable(NotEstimableReason Reason) : LimitTestResult;
}

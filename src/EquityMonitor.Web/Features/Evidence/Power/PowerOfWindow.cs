using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>
/// What interval evidence finds in one window of so many days, when the truth is so far past the limit: by exact counting where shares are judged, else by the standard error of the interval that
/// is displayed, which shrinks with the root of the days. Repeated patients count by their design effect.
/// </summary>
internal sealed class PowerOfWindow(PowerQuestion question)
{
    // A value at the end of its range has no logit.
    private const double End = 0.001;

    // Beyond so many standard errors nothing is left to be found.
    private const double Errors = 20;

    private readonly PowerSide _own = question.Volume.Own;
    private readonly PowerSide? _others = question.IsRelative ? question.Volume.Others : null;
    private readonly Departure _departure = question.IsFloor ? Departure.Downwards : Departure.Upwards;

    /// <summary>The largest distance that is looked at.</summary>
    public double Widest => double.IsInfinity(question.Room) ? Errors * Error(_own, PowerCalculation.Soon) : question.Room;

    /// <param name="gap">How far the truth lies past the limit, in the unit of <see cref="PowerQuestion.HeldTo"/>.</param>
    /// <param name="days">Of the window.</param>
    /// <returns>The probability that the evidence is past the limit.</returns>
    public double Of(double gap, int days)
    {
        var (metric, limit, truth) = (question.Metric, question.HeldTo, question.Truth(gap));
        if (metric.IsProportion || metric == Metric.Nne)
            return _others is null ? IntervalPower.Of(limit, _departure, truth, Trials(_own, days)) : Compared(truth, days);
        if (metric == Metric.ObservedExpected)
            return IntervalPower.Of(limit * question.Volume.MeanScore!.Value, _departure, truth * question.Volume.MeanScore!.Value, Trials(_own, days));

        // F1 is a function of the share of true positives among all who are flagged or have the outcome.
        if (metric == Metric.F1)
            return IntervalPower.Of(limit / (2 - limit), _departure, truth / (2 - truth), Trials(_own, days));
        if (metric == Metric.BalancedAccuracy)
            return OfBothClasses(truth, days);
        if (metric == Metric.AveragePrecision)
        {
            var positives = Over(_own, days) / _own.DesignEffect;
            return NormalPower.OnLogits(limit, _departure, Inside(truth), value => Math.Sqrt(value * (1 - value) / positives));
        }

        if (metric != Metric.Auroc)
            return Normal(gap, Error(_own, days), days);
        return _others is null ? NormalPower.OnLogits(limit, _departure, Inside(truth), auroc => AurocError(auroc, days)) : Normal(gap, AurocError(Inside(truth), days), days);
    }

    private double Normal(double gap, double own, int days)
    {
        var error = _others is null ? own : Math.Sqrt((own * own) + Math.Pow(Error(_others, days), 2));
        return NormalPower.Of(gap, error, error);
    }

    /// <summary>What follows from the present figures for the comparison with everybody else also holds against All.</summary>
    private double Compared(double truth, int days)
    {
        var (own, reference) = (new ShareOfTrials(truth, Trials(_own, days)), new ShareOfTrials(_others!.Value!.Value, Trials(_others, days)));
        return question.Limit is Limit.Ratio
            ? ComparisonPower.OfRatio(question.HeldTo / reference.Share, _departure, own, reference)
            : ComparisonPower.OfDifference(question.HeldTo - reference.Share, _departure, own, reference);
    }

    /// <summary>Sensitivity and specificity move by as many points, and where one can move no further the other does. Their mean has the interval of the difference between the sensitivity and the false positive rate.</summary>
    private double OfBothClasses(double truth, int days)
    {
        var (positives, negatives) = (_own.Sensitivity!.Value, _own.Specificity!.Value);
        var shift = truth - ((positives.Value + negatives.Value) / 2);
        var specificity = Math.Clamp((2 * truth) - Math.Clamp(positives.Value + shift, 0, 1), 0, 1);
        var sensitivity = Math.Clamp((2 * truth) - specificity, 0, 1);
        return ComparisonPower.OfDifference(
            (2 * question.HeldTo) - 1, _departure, new ShareOfTrials(sensitivity, Trials(positives.Denominator / positives.DesignEffect, days)),
            new ShareOfTrials(1 - specificity, Trials(negatives.Denominator / negatives.DesignEffect, days)));
    }

    /// <summary>The present one, as it would be at another value: repeated patients and the shape of the scores are in it.</summary>
    private double AurocError(double auroc, int days)
    {
        double Shape(double value) => NormalPower.AurocVariance(Inside(value), Math.Max(1, _own.Positives), Math.Max(1, _own.Negatives));
        return Error(_own, days) * Math.Sqrt(Shape(auroc) / Shape(_own.Value!.Value));
    }

    private double Error(PowerSide side, int days) => side.StandardError!.Value * Math.Sqrt(side.Denominator / Over(side, days));

    private int Trials(PowerSide side, int days) => Whole(Over(side, days) / side.DesignEffect);

    private int Trials(double inWindow, int days) => Whole(question.PerDay(inWindow) * days);

    /// <summary>What comes in so many days; of a baseline, what was there once and for all.</summary>
    private double Over(PowerSide side, int days) => ReferenceEquals(side, _others) && question.IsAgainstBaseline ? side.Denominator : question.PerDay(side.Denominator) * days;

    private static int Whole(double trials) => Math.Max(1, (int)Math.Round(trials));

    private static double Inside(double value) => Math.Clamp(value, End, 1 - End);
}

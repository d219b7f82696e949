using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// Pearson's dispersion of daily means: the mean of z_d = n_d (m_d - m)^2 / s^2 over the days, with one degree of freedom less, m the mean and s^2 the variance of single
/// values; about 1 where days differ by chance alone. For a proportion it is the chi-square of the daily counts over its degrees of freedom.
/// Its one-sided 95 % upper limit is D nu / chi2(0.05; nu), nu = 2 D^2 / var(D) (Satterthwaite 1946), where var(D) is that of the z_d that were seen and never less than
/// that of a chi-square, so that nu is at most days - 1. Assumes that days are independent. Without unit; 1 is chance alone.
/// Not estimable with fewer than 30 days, without variation, or of a proportion with fewer than 30 of each outcome. Source: McCullagh and Nelder 1989, section 4.5.
/// </summary>
/// <param name="isProportion">Values are 0 or 1, of which some of each are needed.</param>
public sealed class DayDispersion(bool isProportion)
{
    /// <summary>Days are taken to vary by chance alone where the upper limit is below it.</summary>
    public const double Mark = 1.2;

    private const int LeastDays = 30;
    private const int LeastOfEach = 30;
    private const double Level = 0.05;

    private readonly List<(int Count, double Sum)> _days = [];
    private long _count;
    private double _sum;
    private double _squares;

    /// <summary>One day.</summary>
    /// <param name="count">Values, above 0.</param>
    /// <param name="sum">Of the values; the successes of a proportion.</param>
    /// <param name="squares">Sum of their squares; of a proportion the same.</param>
    public void Add(int count, double sum, double squares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _days.Add((count, sum));
        _count += count;
        _sum += sum;
        _squares += squares;
    }

    /// <summary>D, the mean of z_d.</summary>
    public Computed<double> Estimate => Moments().Select(moments => moments.Mean);

    /// <summary>Not estimable where there is no estimate, for its reason.</summary>
    public Computed<double> UpperLimit => Moments().Select(moments =>
    {
        var (mean, variance) = moments;
        double freedom = _days.Count - 1;
        var effective = variance > 2 * mean * mean ? 2 * mean * mean * freedom / variance : freedom;
        return mean * effective / ChiSquared.InvCDF(effective, Level);
    });

    /// <summary>Whether the days are shown to vary by chance alone; whoever cannot tell has not shown it.</summary>
    public bool IsOrdinary => UpperLimit.TryGet(out var limit) && limit < Mark;

    private Computed<(double Mean, double Variance)> Moments()
    {
        if (_days.Count < LeastDays)
            return NotEstimableReason.TooFewDays;
        if (isProportion && Math.Min(_sum, _count - _sum) < LeastOfEach)
            return NotEstimableReason.TooFewOfAnOutcome;
        var overall = _sum / _count;
        var variance = (_squares / _count) - (overall * overall);
        if (!(variance > 0))
            return NotEstimableReason.NoVariation;
        var (sum, squares) = (0.0, 0.0);
        foreach (var (count, total) in _days)
        {
            var distance = (total / count) - overall;
            var z = count * distance * distance / variance;
            sum += z;
            squares += z * z;
        }

        var freedom = _days.Count - 1;
        return (sum / freedom, Math.Max(0, (squares - (sum * sum / _days.Count)) / freedom));
    }
}

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// The evidence of one day about a proportion and a fixed limit m0: for each alternative p1 with logit p1 = logit m0 -+ shift the logarithm of the likelihood ratio
/// (p1/m0)^k ((1-p1)/(1-m0))^(n-k). At a true proportion of m0 its mean is exactly 1, whatever n; on the good side of the limit it is less.
/// Assumes that the n trials are independent given the past, one for each patient. Counts in, logarithms without unit out; a day without trials gives a factor of 1.
/// Source: Wald 1945; Shin, Ramdas and Rinaldo 2023 (arXiv 2203.03532).
/// </summary>
public sealed class ProportionEvidence
{
    private readonly double[] _success = new double[EvidenceGrid.Size];
    private readonly double[] _failure = new double[EvidenceGrid.Size];

    /// <param name="limit">m0, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not in (0, 1): nothing could lie past it, or everything does.</exception>
    public ProportionEvidence(double limit, Departure departure)
    {
        if (limit is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit that evidence can be gathered against lies between 0 and 1, both excluded.");
        var logit = Math.Log(limit / (1 - limit));
        for (var i = 0; i < EvidenceGrid.Size; i++)
        {
            var shift = EvidenceGrid.LogitShifts[i];
            var alternative = logit + (departure == Departure.Upwards ? shift : -shift);

            // ln p1 and ln(1-p1) of the logistic function, without the cancellation of 1 - p1.
            _success[i] = -LogOnePlusExp(-alternative) - Math.Log(limit);
            _failure[i] = -LogOnePlusExp(alternative) - Math.Log(1 - limit);
        }
    }

    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n.</param>
    /// <param name="logFactors">Receives ln L for each alternative; length <see cref="EvidenceGrid.Size"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts are impossible.</exception>
    public void LogFactors(long successes, long trials, Span<double> logFactors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        for (var i = 0; i < EvidenceGrid.Size; i++)
            logFactors[i] = (successes * _success[i]) + ((trials - successes) * _failure[i]);
    }

    private static double LogOnePlusExp(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}

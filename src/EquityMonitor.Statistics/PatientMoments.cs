namespace EquityMonitor.Statistics;

/// <summary>
/// Sums over patients of first and second moments of <see cref="PatientCounts"/>, all integers, so that they add and subtract exactly.
/// For a ratio metric with per-patient numerator k_j and denominator n_j: v = M/(M-1) * sum (k_j - p n_j)^2 / n^2
/// = M/(M-1) * (n^2 S_kk - 2 K n S_kn + K^2 S_nn) / n^4, M the patients with n_j &gt; 0.
/// </summary>
internal struct PatientMoments
{
    private long _scoredPatients, _maturePatients, _evaluablePatients, _positivePatients, _negativePatients;
    private long _flaggedPatients, _notFlaggedPatients, _jaccardPatients, _respondedPatients;
    private PatientCounts _totals;
    private long _flagFlag, _flagScored, _scoredScored;
    private long _overrideOverride, _overrideResponded, _respondedResponded;
    private long _evaluableMature, _matureMature;
    private long _tpTp, _tpFp, _tpFn, _tpTn, _fpFp, _fpFn, _fpTn, _fnFn, _fnTn, _tnTn;
    private double _error, _errorError, _errorEvaluable, _errorPositive;
    private double _residual, _residualResidual, _residualEvaluable;

    public readonly long ScoredPatients => _scoredPatients;

    /// <param name="errors">Of the patient's evaluable rows.</param>
    /// <param name="times">How many such patients; negative takes them out.</param>
    public void Add(in PatientCounts c, in PatientErrors errors, long times)
    {
        AddCounts(c, times);
        AddErrors(c, errors, times);
    }

    public void AddErrors(in PatientCounts c, in PatientErrors errors, long times)
    {
        var (error, residual) = (errors.Squared, errors.Residual);
        _residual += times * residual;
        _residualResidual += times * (residual * residual);
        _residualEvaluable += times * (residual * c.Evaluable);
        _error += times * error;
        _errorError += times * (error * error);
        _errorEvaluable += times * (error * c.Evaluable);
        _errorPositive += times * (error * c.Positives);
    }

    public void AddCounts(in PatientCounts c, long times)
    {
        long tp = c.TruePositives, fp = c.FalsePositives, fn = c.FalseNegatives, tn = c.TrueNegatives;
        _scoredPatients += c.Scored > 0 ? times : 0;
        _maturePatients += c.Mature > 0 ? times : 0;
        _evaluablePatients += c.Evaluable > 0 ? times : 0;
        _positivePatients += tp + fn > 0 ? times : 0;
        _negativePatients += fp + tn > 0 ? times : 0;
        _flaggedPatients += tp + fp > 0 ? times : 0;
        _notFlaggedPatients += fn + tn > 0 ? times : 0;
        _jaccardPatients += tp + fp + fn > 0 ? times : 0;
        _respondedPatients += c.Responded > 0 ? times : 0;

        _totals.Scored += times * c.Scored;
        _totals.ScoredFlagged += times * c.ScoredFlagged;
        _totals.Responded += times * c.Responded;
        _totals.Overridden += times * c.Overridden;
        _totals.Mature += times * c.Mature;
        _totals.TruePositives += times * tp;
        _totals.FalsePositives += times * fp;
        _totals.FalseNegatives += times * fn;
        _totals.TrueNegatives += times * tn;

        _flagFlag += times * c.ScoredFlagged * c.ScoredFlagged;
        _flagScored += times * c.ScoredFlagged * c.Scored;
        _scoredScored += times * c.Scored * c.Scored;
        _overrideOverride += times * c.Overridden * c.Overridden;
        _overrideResponded += times * c.Overridden * c.Responded;
        _respondedResponded += times * c.Responded * c.Responded;
        _evaluableMature += times * c.Evaluable * c.Mature;
        _matureMature += times * c.Mature * c.Mature;
        _tpTp += times * tp * tp;
        _tpFp += times * tp * fp;
        _tpFn += times * tp * fn;
        _tpTn += times * tp * tn;
        _fpFp += times * fp * fp;
        _fpFn += times * fp * fn;
        _fpTn += times * fp * tn;
        _fnFn += times * fn * fn;
        _fnTn += times * fn * tn;
        _tnTn += times * tn * tn;
    }

    /// <summary>A copy that carries counts only.</summary>
    public readonly PatientMoments WithoutErrors()
    {
        var copy = this;
        (copy._error, copy._errorError, copy._errorEvaluable, copy._errorPositive) = (0, 0, 0, 0);
        (copy._residual, copy._residualResidual, copy._residualEvaluable) = (0, 0, 0);
        return copy;
    }

    public void Add(in PatientMoments other, int sign)
    {
        _scoredPatients += sign * other._scoredPatients;
        _maturePatients += sign * other._maturePatients;
        _evaluablePatients += sign * other._evaluablePatients;
        _positivePatients += sign * other._positivePatients;
        _negativePatients += sign * other._negativePatients;
        _flaggedPatients += sign * other._flaggedPatients;
        _notFlaggedPatients += sign * other._notFlaggedPatients;
        _jaccardPatients += sign * other._jaccardPatients;
        _respondedPatients += sign * other._respondedPatients;
        if (sign > 0)
            _totals.Add(other._totals);
        else
            _totals = _totals.Minus(other._totals);
        _flagFlag += sign * other._flagFlag;
        _flagScored += sign * other._flagScored;
        _scoredScored += sign * other._scoredScored;
        _overrideOverride += sign * other._overrideOverride;
        _overrideResponded += sign * other._overrideResponded;
        _respondedResponded += sign * other._respondedResponded;
        _evaluableMature += sign * other._evaluableMature;
        _matureMature += sign * other._matureMature;
        _tpTp += sign * other._tpTp;
        _tpFp += sign * other._tpFp;
        _tpFn += sign * other._tpFn;
        _tpTn += sign * other._tpTn;
        _fpFp += sign * other._fpFp;
        _fpFn += sign * other._fpFn;
        _fpTn += sign * other._fpTn;
        _fnFn += sign * other._fnFn;
        _fnTn += sign * other._fnTn;
        _tnTn += sign * other._tnTn;
        _error += sign * other._error;
        _errorError += sign * other._errorError;
        _errorEvaluable += sign * other._errorEvaluable;
        _errorPositive += sign * other._errorPositive;
        _residual += sign * other._residual;
        _residualResidual += sign * other._residualResidual;
        _residualEvaluable += sign * other._residualEvaluable;
    }

    /// <param name="odds">t/(1-t) of the decision threshold, or null where net benefit has no meaning.</param>
    /// <param name="hasErrors">Whether squared errors were given.</param>
    public readonly ClusterVariances Variances(double? odds, bool hasErrors)
    {
        var t = _totals;
        long tp = t.TruePositives, fp = t.FalsePositives, fn = t.FalseNegatives, tn = t.TrueNegatives;
        var positiveSquares = _tpTp + (2 * _tpFn) + _fnFn;
        var negativeSquares = _fpFp + (2 * _fpTn) + _tnTn;
        var evaluableSquares = positiveSquares + negativeSquares + (2 * (_tpFp + _tpTn + _fpFn + _fnTn));
        var correctSquares = _tpTp + (2 * _tpTn) + _tnTn;
        return new ClusterVariances
        {
            FlagRate = Ratio(_scoredPatients, t.ScoredFlagged, t.Scored, _flagFlag, _flagScored, _scoredScored),
            OutcomeKnownRate = Ratio(_maturePatients, t.Evaluable, t.Mature, evaluableSquares, _evaluableMature, _matureMature),
            Prevalence = Ratio(
                _evaluablePatients, tp + fn, t.Evaluable, positiveSquares, positiveSquares + _tpFp + _tpTn + _fpFn + _fnTn, evaluableSquares),
            Sensitivity = Ratio(_positivePatients, tp, tp + fn, _tpTp, _tpTp + _tpFn, positiveSquares),
            Specificity = Ratio(_negativePatients, tn, fp + tn, _tnTn, _tnTn + _fpTn, negativeSquares),
            Ppv = Ratio(_flaggedPatients, tp, tp + fp, _tpTp, _tpTp + _tpFp, _tpTp + (2 * _tpFp) + _fpFp),
            Npv = Ratio(_notFlaggedPatients, tn, fn + tn, _tnTn, _tnTn + _fnTn, _tnTn + (2 * _fnTn) + _fnFn),
            Accuracy = Ratio(
                _evaluablePatients, tp + tn, t.Evaluable, correctSquares, correctSquares + _tpFp + _tpFn + _fpTn + _fnTn, evaluableSquares),
            Jaccard = Ratio(
                _jaccardPatients,
                tp,
                tp + fp + fn,
                _tpTp,
                _tpTp + _tpFp + _tpFn,
                _tpTp + _fpFp + _fnFn + (2 * (_tpFp + _tpFn + _fpFn))),
            OverrideRate = Ratio(_respondedPatients, t.Overridden, t.Responded, _overrideOverride, _overrideResponded, _respondedResponded),
            NetBenefit = odds is { } o ? NetBenefit(o, evaluableSquares) : null,
            Brier = hasErrors ? Mean(_error, _errorError, _errorEvaluable, evaluableSquares) : null,
            MeanError = hasErrors ? Mean(_residual, _residualResidual, _residualEvaluable, evaluableSquares) : null,
            ScaledBrier = hasErrors ? ScaledBrier(positiveSquares, positiveSquares + _tpFp + _tpTn + _fpFn + _fnTn, evaluableSquares) : null,
        };
    }

    private static double? Ratio(long patients, long k, long n, long kk, long kn, long nn)
    {
        if (patients < 2 || n == 0)
            return null;
        var numerator = ((Int128)n * n * kk) - (2 * (Int128)k * n * kn) + ((Int128)k * k * nn);
        return Correction(patients) * (double)numerator / ((double)n * n) / ((double)n * n);
    }

    private readonly double? NetBenefit(double odds, long evaluableSquares)
    {
        var n = _totals.Evaluable;
        if (_evaluablePatients < 2 || n == 0)
            return null;
        var value = (_totals.TruePositives - (odds * _totals.FalsePositives)) / n;
        var gains = _tpTp - (2 * odds * _tpFp) + (odds * odds * _fpFp);
        var gainsByRows = (_tpTp + _tpFp + _tpFn + _tpTn) - (odds * (_tpFp + _fpFp + _fpFn + _fpTn));
        return Scaled(gains - (2 * value * gainsByRows) + (value * value * evaluableSquares), n);
    }

    /// <summary>Of a mean over evaluable rows: psi = (x - mean)/n.</summary>
    /// <param name="sum">Over patients, of x_j, the sum of x over the patient's rows.</param>
    /// <param name="squares">Of x_j^2.</param>
    /// <param name="byRows">Of x_j n_j.</param>
    private readonly double? Mean(double sum, double squares, double byRows, long evaluableSquares)
    {
        var n = _totals.Evaluable;
        if (_evaluablePatients < 2 || n == 0)
            return null;
        var mean = sum / n;
        return Scaled(squares - (2 * mean * byRows) + (mean * mean * evaluableSquares), n);
    }

    /// <summary>
    /// psi of a row is (slope y - (s-y)^2 + mean - slope p) / (n p(1-p)), slope = mean (1-2p)/(p(1-p)), so that a patient's sum needs their errors, positives and
    /// rows alone.
    /// </summary>
    private readonly double? ScaledBrier(long positiveSquares, long positivesByRows, long evaluableSquares)
    {
        var n = _totals.Evaluable;
        var positives = _totals.Positives;
        if (_evaluablePatients < 2 || positives == 0 || positives == n)
            return null;
        var (mean, p) = (_error / n, (double)positives / n);
        var spread = p * (1 - p);
        var slope = mean * (1 - (2 * p)) / spread;
        var level = mean - (slope * p);
        var squares = (slope * slope * positiveSquares) + (level * level * evaluableSquares) + _errorError
            + (2 * slope * level * positivesByRows) - (2 * slope * _errorPositive) - (2 * level * _errorEvaluable);
        return Scaled(squares, n) / (spread * spread);
    }

    /// <summary>Rounding can leave a sum of squares that is truly 0 a hair below it.</summary>
    private readonly double Scaled(double squares, long n) => Correction(_evaluablePatients) * Math.Max(0, squares) / ((double)n * n);

    private static double Correction(long patients) => (double)patients / (patients - 1);
}

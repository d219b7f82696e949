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

    public readonly long ScoredPatients => _scoredPatients;

    /// <param name="times">How many such patients.</param>
    public void Add(in PatientCounts c, long times)
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

    /// <summary>
    /// Adds by how much the moments of a patient exceed those of two parts of the patient's rows taken for two patients: a patient with rows in both is one less, and
    /// (a + b)^2 - a^2 - b^2 = 2ab. The totals are the same.
    /// </summary>
    public void AddExcess(in PatientCounts a, in PatientCounts b)
    {
        _scoredPatients -= Both(a.Scored, b.Scored);
        _maturePatients -= Both(a.Mature, b.Mature);
        _evaluablePatients -= Both(a.Evaluable, b.Evaluable);
        _positivePatients -= Both(a.Positives, b.Positives);
        _negativePatients -= Both(a.FalsePositives + a.TrueNegatives, b.FalsePositives + b.TrueNegatives);
        _flaggedPatients -= Both(a.TruePositives + a.FalsePositives, b.TruePositives + b.FalsePositives);
        _notFlaggedPatients -= Both(a.FalseNegatives + a.TrueNegatives, b.FalseNegatives + b.TrueNegatives);
        _jaccardPatients -= Both(a.TruePositives + a.FalsePositives + a.FalseNegatives, b.TruePositives + b.FalsePositives + b.FalseNegatives);
        _respondedPatients -= Both(a.Responded, b.Responded);

        _flagFlag += 2 * a.ScoredFlagged * b.ScoredFlagged;
        _flagScored += (a.ScoredFlagged * b.Scored) + (b.ScoredFlagged * a.Scored);
        _scoredScored += 2 * a.Scored * b.Scored;
        _overrideOverride += 2 * a.Overridden * b.Overridden;
        _overrideResponded += (a.Overridden * b.Responded) + (b.Overridden * a.Responded);
        _respondedResponded += 2 * a.Responded * b.Responded;
        _evaluableMature += (a.Evaluable * b.Mature) + (b.Evaluable * a.Mature);
        _matureMature += 2 * a.Mature * b.Mature;
        _tpTp += 2 * a.TruePositives * b.TruePositives;
        _tpFp += (a.TruePositives * b.FalsePositives) + (b.TruePositives * a.FalsePositives);
        _tpFn += (a.TruePositives * b.FalseNegatives) + (b.TruePositives * a.FalseNegatives);
        _tpTn += (a.TruePositives * b.TrueNegatives) + (b.TruePositives * a.TrueNegatives);
        _fpFp += 2 * a.FalsePositives * b.FalsePositives;
        _fpFn += (a.FalsePositives * b.FalseNegatives) + (b.FalsePositives * a.FalseNegatives);
        _fpTn += (a.FalsePositives * b.TrueNegatives) + (b.FalsePositives * a.TrueNegatives);
        _fnFn += 2 * a.FalseNegatives * b.FalseNegatives;
        _fnTn += (a.FalseNegatives * b.TrueNegatives) + (b.FalseNegatives * a.TrueNegatives);
        _tnTn += 2 * a.TrueNegatives * b.TrueNegatives;
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
    }

    /// <param name="odds">t/(1-t) of the decision threshold, or null where net benefit has no meaning.</param>
    /// <param name="errors">Of the same patients; null without squared errors.</param>
    public readonly ClusterVariances Variances(double? odds, ErrorMoments? errors)
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
            Brier = errors is { } squared ? Mean(squared.Error, squared.ErrorError, squared.ErrorEvaluable, evaluableSquares) : null,
            MeanError = errors is { } signed ? Mean(signed.Residual, signed.ResidualResidual, signed.ResidualEvaluable, evaluableSquares) : null,
            ScaledBrier = errors is { } scaled ? ScaledBrier(scaled, positiveSquares, positiveSquares + _tpFp + _tpTn + _fpFn + _fnTn, evaluableSquares) : null,
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
    private readonly double? ScaledBrier(in ErrorMoments errors, long positiveSquares, long positivesByRows, long evaluableSquares)
    {
        var n = _totals.Evaluable;
        var positives = _totals.Positives;
        if (_evaluablePatients < 2 || positives == 0 || positives == n)
            return null;
        var (mean, p) = (errors.Error / n, (double)positives / n);
        var spread = p * (1 - p);
        var slope = mean * (1 - (2 * p)) / spread;
        var level = mean - (slope * p);
        var squares = (slope * slope * positiveSquares) + (level * level * evaluableSquares) + errors.ErrorError
            + (2 * slope * level * positivesByRows) - (2 * slope * errors.ErrorPositive) - (2 * level * errors.ErrorEvaluable);
        return Scaled(squares, n) / (spread * spread);
    }

    /// <summary>Rounding can leave a sum of squares that is truly 0 a hair below it.</summary>
    private readonly double Scaled(double squares, long n) => Correction(_evaluablePatients) * Math.Max(0, squares) / ((double)n * n);

    private static long Both(long a, long b) => a > 0 && b > 0 ? 1 : 0;

    private static double Correction(long patients) => (double)patients / (patients - 1);
}

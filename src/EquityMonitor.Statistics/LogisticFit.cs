namespace EquityMonitor.Statistics;

/// <summary>
/// The maximum likelihood of one coefficient of logit P(y) = A + B x, x = logit(s), by Newton's method over the blocks of equal scores.
/// </summary>
/// <param name="Value">The coefficient that was asked for.</param>
/// <param name="Variance">Its entry of the inverse information.</param>
/// <param name="A">The intercept.</param>
/// <param name="B">The slope.</param>
/// <param name="OfOne">The influence value of a row is residual * (OfOne + OfX * x).</param>
/// <param name="OfX">See <paramref name="OfOne"/>.</param>
internal sealed record LogisticFit(double Value, double Variance, double A, double B, double OfOne, double OfX)
{
    /// <summary>Newton's error is squared with every step, so that after one this small nothing is left of it in a double.</summary>
    private const double Settled = 1e-9;

    /// <summary>A step that moves no row's log odds by more than this climbs: no weight changes by a factor of 2 on the way, so that the likelihood need not be asked.</summary>
    private const double Safe = 0.5;

    /// <summary>A with B = 1. The likelihood is concave in A alone, and has a maximum whenever both classes are present.</summary>
    /// <param name="near">The fit of rows that are much the same, where one is known: begun there, it takes few steps.</param>
    public static (LogisticFit? Fit, NotEstimableReason? Reason) Intercept(ScoredOutcomes rows, int mostSteps, LogisticFit? near = null)
    {
        var logits = rows.Logits;
        double a = near?.A ?? 0, low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (var step = 0; step < mostSteps; step++)
        {
            double excess = rows.Positives, information = 0;
            for (var block = 0; block < logits.Length; block++)
            {
                var p = Expit(a + logits[block]);
                var n = Rows(rows, block);
                excess -= n * p;
                information += n * p * (1 - p);
            }

            var next = a + (excess / information);
            if (Math.Abs(next - a) <= Settled * (1 + Math.Abs(a)))
                return (new LogisticFit(next, 1 / information, next, 1, 1 / information, 0), null);

            // Far from the maximum the curve is flat and a Newton step overshoots: halve the bracket, or move on where it is open.
            if (excess > 0)
                low = a;
            else
                high = a;

            // Scores of exactly 0 and 1 alone make the curve so flat that the excess is rounding: then no step is small, but the bracket is.
            if (high - low <= Settled * (1 + Math.Abs(a)))
                return (new LogisticFit(a, 1 / information, a, 1, 1 / information, 0), null);
            if (!(next > low && next < high && Math.Abs(next - a) < 20))
                next = double.IsInfinity(low) ? a - 10 : double.IsInfinity(high) ? a + 10 : 0.5 * (low + high);
            a = next;
        }

        return (null, NotEstimableReason.NotConverged);
    }

    /// <summary>B with a free A.</summary>
    /// <inheritdoc cref="Intercept" path="/param"/>
    public static (LogisticFit? Fit, NotEstimableReason? Reason) Slope(ScoredOutcomes rows, int mostSteps, LogisticFit? near = null)
    {
        var logits = rows.Logits;
        if (logits[0] == logits[^1])
            return (null, NotEstimableReason.NoVariation);
        if (Separated(rows))
            return (null, NotEstimableReason.ScoresSeparateOutcomes);

        // Around the mean of x the two coefficients hardly depend on each other, which keeps the steps well conditioned.
        var centre = 0.0;
        for (var block = 0; block < logits.Length; block++)
            centre += Rows(rows, block) * logits[block];
        centre /= rows.Rows;

        double a = near is null ? Math.Log(rows.Positives / (double)rows.Negatives) : near.A + (near.B * centre), b = near?.B ?? 0;
        var (lowest, highest) = (logits[0] - centre, logits[^1] - centre);
        var current = Evaluate(rows, centre, a, b, withLikelihood: near is null);
        for (var step = 0; step < mostSteps; step++)
        {
            var determinant = (current.I00 * current.I11) - (current.I01 * current.I01);
            if (!(determinant > 0))
                return (null, NotEstimableReason.NotConverged);
            var stepA = ((current.I11 * current.G0) - (current.I01 * current.G1)) / determinant;
            var stepB = ((current.I00 * current.G1) - (current.I01 * current.G0)) / determinant;
            var size = 1.0;
            var isSafe = Math.Abs(stepA + (stepB * lowest)) <= Safe && Math.Abs(stepA + (stepB * highest)) <= Safe;
            if (!isSafe && double.IsNaN(current.LogLikelihood))
                current = Evaluate(rows, centre, a, b, withLikelihood: true);
            var next = Evaluate(rows, centre, a + stepA, b + stepB, withLikelihood: !isSafe);
            while (!isSafe && !(next.LogLikelihood >= current.LogLikelihood - (1e-12 * Math.Abs(current.LogLikelihood))) && size > 1e-10)
            {
                size /= 2;
                next = Evaluate(rows, centre, a + (size * stepA), b + (size * stepB), withLikelihood: true);
            }

            a += size * stepA;
            b += size * stepB;
            if (Math.Abs(size * stepA) <= Settled * (1 + Math.Abs(a)) && Math.Abs(size * stepB) <= Settled * (1 + Math.Abs(b)))
            {
                determinant = (next.I00 * next.I11) - (next.I01 * next.I01);
                return determinant > 0
                    ? (new LogisticFit(
                        b, next.I00 / determinant, a - (b * centre), b, (-next.I01 - (next.I00 * centre)) / determinant, next.I00 / determinant), null)
                    : (null, NotEstimableReason.NotConverged);
            }

            current = next;
        }

        return (null, NotEstimableReason.NotConverged);
    }

    /// <summary>The influence value of a row, per key.</summary>
    public void Influence(ScoredOutcomes rows, Span<double> influence)
    {
        for (var block = 0; block < rows.Blocks; block++)
        {
            var x = rows.Logits[block];
            var p = Expit(A + (B * x));
            influence[2 * block] = -p * (OfOne + (OfX * x));
            influence[(2 * block) + 1] = (1 - p) * (OfOne + (OfX * x));
        }
    }

    private static bool Separated(ScoredOutcomes rows)
    {
        double lowestPositive = 0, highestPositive = 0, lowestNegative = 0, highestNegative = 0;
        bool anyPositive = false, anyNegative = false;
        for (var block = 0; block < rows.Blocks; block++)
        {
            var x = rows.Logits[block];
            if (rows.PositivesIn(block) > 0)
            {
                lowestPositive = anyPositive ? lowestPositive : x;
                highestPositive = x;
                anyPositive = true;
            }

            if (rows.NegativesIn(block) > 0)
            {
                lowestNegative = anyNegative ? lowestNegative : x;
                highestNegative = x;
                anyNegative = true;
            }
        }

        return highestNegative <= lowestPositive || highestPositive <= lowestNegative;
    }

    /// <summary>The log-likelihood, which costs as much again, is not a number unless it is asked for.</summary>
    private static Point Evaluate(ScoredOutcomes rows, double centre, double a, double b, bool withLikelihood)
    {
        var point = new Point { LogLikelihood = withLikelihood ? 0 : double.NaN };
        var logits = rows.Logits;
        for (var block = 0; block < logits.Length; block++)
        {
            var x = logits[block] - centre;
            var eta = a + (b * x);
            var small = Math.Exp(-Math.Abs(eta));
            var p = (eta >= 0 ? 1 : small) / (1 + small);
            double n = Rows(rows, block), y = rows.PositivesIn(block), residual = y - (n * p);
            var weight = n * p * (1 - p);

            // log(1 + e^eta) without overflow; y eta - n log(1 + e^eta).
            if (withLikelihood)
                point.LogLikelihood += (y * eta) - (n * (Math.Max(eta, 0) + Math.Log(1 + small)));
            point.G0 += residual;
            point.G1 += residual * x;
            point.I00 += weight;
            point.I01 += weight * x;
            point.I11 += weight * x * x;
        }

        return point;
    }

    private static int Rows(ScoredOutcomes rows, int block) => rows.PositivesIn(block) + rows.NegativesIn(block);

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Log-likelihood, its gradient and the information at one point.</summary>
    private struct Point
    {
        public double LogLikelihood;
        public double G0;
        public double G1;
        public double I00;
        public double I01;
        public double I11;
    }
}

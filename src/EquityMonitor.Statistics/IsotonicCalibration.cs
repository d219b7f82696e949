namespace EquityMonitor.Statistics;

/// <summary>
/// c(s) = P(y = 1 | s) by isotonic regression: the rising step values that minimise the squared distance to the outcomes, found by pooling adjacent
/// violators. Tied scores enter as one point with their mean. Between the knots (the first and last score of every pooled block) the curve is linear,
/// outside of them constant. Values lie in [0, 1]. O(distinct scores).
/// <para>Assumes that risk does not fall as the score rises, and rows that are drawn alike; it needs no independence to be computed, but a handful of rows or of patients
/// overfits: the ends of the curve are then 0 and 1. Any score scale.</para>
/// <para>Not estimable without rows. Sources: Ayer et al. 1955; Zadrozny and Elkan 2002; the same curve as scikit-learn's IsotonicRegression.</para>
/// </summary>
public sealed class IsotonicCalibration
{
    private readonly double[] _scores;
    private readonly double[] _values;

    private IsotonicCalibration(double[] scores, double[] values)
    {
        _scores = scores;
        _values = values;
    }

    /// <summary>The knots' scores, strictly ascending.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The knots' values, not falling.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <param name="rows">Rows with known outcomes.</param>
    public static Computed<IsotonicCalibration> Fit(ScoredOutcomes rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Rows == 0)
            return NotEstimableReason.NoEvaluableEncounters;

        // Pooled blocks as integer counts: their means are compared exactly, so that the fit does not depend on rounding.
        var firsts = new int[rows.Blocks];
        var positives = new long[rows.Blocks];
        var totals = new long[rows.Blocks];
        var pools = 0;
        for (var block = 0; block < rows.Blocks; block++)
        {
            firsts[pools] = block;
            positives[pools] = rows.PositivesIn(block);
            totals[pools] = rows.PositivesIn(block) + rows.NegativesIn(block);
            for (pools++; pools > 1 && positives[pools - 2] * totals[pools - 1] >= positives[pools - 1] * totals[pools - 2]; pools--)
            {
                positives[pools - 2] += positives[pools - 1];
                totals[pools - 2] += totals[pools - 1];
            }
        }

        var scores = new List<double>(2 * pools);
        var values = new List<double>(2 * pools);
        for (var pool = 0; pool < pools; pool++)
        {
            var value = positives[pool] / (double)totals[pool];
            var last = (pool + 1 < pools ? firsts[pool + 1] : rows.Blocks) - 1;
            scores.Add(rows.Scores[firsts[pool]]);
            values.Add(value);
            if (last == firsts[pool])
                continue;
            scores.Add(rows.Scores[last]);
            values.Add(value);
        }

        return new IsotonicCalibration([.. scores], [.. values]);
    }

    /// <summary>c(s), a probability.</summary>
    /// <param name="score">Any number; beyond the knots the end's value.</param>
    /// <exception cref="ArgumentException">The score is not a number.</exception>
    public double At(double score)
    {
        if (double.IsNaN(score))
            throw new ArgumentException("A score is not a number; leave out rows without a score.", nameof(score));
        var found = Array.BinarySearch(_scores, score);
        if (found >= 0)
            return _values[found];
        var above = ~found;
        if (above == 0)
            return _values[0];
        if (above == _scores.Length)
            return _values[^1];
        var weight = (score - _scores[above - 1]) / (_scores[above] - _scores[above - 1]);
        return _values[above - 1] + (weight * (_values[above] - _values[above - 1]));
    }
}

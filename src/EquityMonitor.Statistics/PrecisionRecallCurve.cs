namespace EquityMonitor.Statistics;

/// <summary>A point of a precision-recall curve: flagging at or above <paramref name="Threshold"/> gives the two.</summary>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);

/// <summary>
/// The precision-recall curve of a sample: one point per distinct score, from the highest. Between points precision does not run straight (Davis and
/// Goadrich 2006): draw steps, as average precision counts them. A point is left out only where it lies between its neighbours on one vertical or horizontal
/// line (decided on whole counts), which leaves the steps as they are. Not estimable without positives.
/// <para>At threshold t: recall TP(t)/positives, precision TP(t)/(TP(t)+FP(t)), both in [0, 1]; the area under the steps is the average precision. A description of the sample
/// without a band, so that it needs no independence. Any score scale. Precision depends on prevalence.</para>
/// </summary>
public static class PrecisionRecallCurve
{
    /// <param name="rows">The evaluable rows.</param>
    /// <returns>Thresholds falling, recall rising; why not, without positives.</returns>
    public static Computed<IReadOnlyList<PrecisionRecallPoint>> Of(ScoredOutcomes rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Positives == 0)
            return rows.Rows == 0 ? NotEstimableReason.NoEvaluableEncounters : NotEstimableReason.NoPositives;
        var kept = new List<(int Block, long True, long Flagged)>();
        long truePositives = 0, flagged = 0;
        for (var block = rows.Blocks - 1; block >= 0; block--)
        {
            truePositives += rows.PositivesIn(block);
            flagged += rows.PositivesIn(block) + rows.NegativesIn(block);
            if (kept.Count > 1 && OnOneLine(kept[^2], kept[^1], (block, truePositives, flagged)))
                kept.RemoveAt(kept.Count - 1);
            kept.Add((block, truePositives, flagged));
        }

        return Computed<IReadOnlyList<PrecisionRecallPoint>>.Of(
            [.. kept.Select(point => new PrecisionRecallPoint(rows.Scores[point.Block], point.True / (double)rows.Positives, point.True / (double)point.Flagged))]);
    }

    private static bool OnOneLine((int, long True, long Flagged) a, (int, long True, long Flagged) b, (int, long True, long Flagged) c) =>
        (a.True == b.True && b.True == c.True) || (a.True * b.Flagged == b.True * a.Flagged && b.True * c.Flagged == c.True * b.Flagged);
}

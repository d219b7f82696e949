namespace EquityMonitor.Statistics;

/// <summary>A point of a ROC curve.</summary>
/// <param name="Threshold">Flagging at or above it gives the rates; null at the start, where nobody is flagged.</param>
public readonly record struct RocPoint(double? Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>
/// The ROC curve of a sample: from (0, 0) to (1, 1), one point per distinct score, tied scores a slanted line. A point is left out only where it lies exactly
/// on the line of its neighbours (decided on whole counts), so that the curve and its area stay as they are. Not estimable without both classes.
/// <para>At threshold t: x = FP(t)/negatives, y = TP(t)/positives, both in [0, 1]; the area under it by trapezoids is the AUROC with ties counted half. A description of the sample
/// without a band, so that it needs no independence. Any score scale.</para>
/// Sources: Hanley and McNeil 1982; Fawcett 2006 for ties.
/// </summary>
public static class RocCurve
{
    /// <param name="rows">The evaluable rows.</param>
    /// <returns>From (0, 0) to (1, 1), thresholds falling; why not, without both classes.</returns>
    public static Computed<IReadOnlyList<RocPoint>> Of(ScoredOutcomes rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (RowMetrics.MissingClass(rows) is { } reason)
            return reason;
        var kept = new List<(int Block, long X, long Y)> { (rows.Blocks, 0, 0) };
        long falsePositives = 0, truePositives = 0;
        for (var block = rows.Blocks - 1; block >= 0; block--)
        {
            falsePositives += rows.NegativesIn(block);
            truePositives += rows.PositivesIn(block);
            if (kept.Count > 1)
            {
                var (before, last) = (kept[^2], kept[^1]);
                if ((last.X - before.X) * (truePositives - last.Y) == (falsePositives - last.X) * (last.Y - before.Y))
                    kept.RemoveAt(kept.Count - 1);
            }

            kept.Add((block, falsePositives, truePositives));
        }

        return Computed<IReadOnlyList<RocPoint>>.Of(
        [
            .. kept.Select(point => new RocPoint(
                point.Block == rows.Blocks ? null : rows.Scores[point.Block], point.X / (double)rows.Negatives, point.Y / (double)rows.Positives)),
        ]);
    }
}

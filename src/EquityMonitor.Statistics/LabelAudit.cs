namespace EquityMonitor.Statistics;

/// <summary>
/// Is the label what the patients need? At equal scores the groups should need equally much, by a measure of need that the model was not trained on. A model
/// can be perfectly calibrated to its label in every group and still serve one of them worse.
/// <para>A person's score percentile is the mid-rank among all, 100 (below + ties/2)/n, so that tied scores stand together; the threshold's is
/// 100 (below the threshold)/n. Need per bin of percentiles: mean with Student's limits. The gap at the threshold compares those within 2.5 percentiles of it,
/// z with unequal variances, at least 30 on each side. By need, the same number is flagged from the neediest down, ties at the cut sharing the places left
/// pro rata.</para>
/// <para>Need keeps its own unit; percentiles are in [0, 100]. Limits and p assume independent people, and for the mean of a bin that need is not so skewed that its mean is far from
/// normal in as many people as the bin has: with a need as skewed as an exponential and 2 to 15 people a bin, 95 % limits held the truth in 88 to 91 % of draws. A group's
/// share of the flagged has Wilson's limits, given how many are flagged; the share by need has none.</para>
/// <para>Not estimable without rows; a gap with fewer than 30 people on a side, its p without variation, and shares of the flagged when nobody is. Rows are people: one encounter each, the first. Source: Obermeyer et al., Science 2019.</para>
/// </summary>
public static class LabelAudit
{
    /// <summary>On each side, near the threshold.</summary>
    public const int LeastNearThreshold = 30;

    public const int UsualBins = 10;

    /// <param name="scores">One per person, in any order.</param>
    /// <param name="needs">The need of each, in any unit; higher is needier.</param>
    /// <param name="codes">The group of each, below <paramref name="groups"/>.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="threshold">Flagged means a score at or above it.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="bins">Bins of score percentiles, at least 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score or a need is not a finite number, or a code is not below the number of groups.</exception>
    public static Computed<LabelAuditResult> Evaluate(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> needs, ReadOnlySpan<ushort> codes, int groups, double threshold, ConfidenceLevel level, int bins = UsualBins)
    {
        Validate(scores, needs, codes, groups, bins);
        var n = scores.Length;
        if (n == 0)
            return NotEstimableReason.NoNeed;
        var order = Order(scores, needs);
        long flagged = 0;
        foreach (var score in scores)
            flagged += score >= threshold ? 1 : 0;

        var inBins = new Moments[groups * bins];
        var near = new Moments[groups];
        var people = new long[groups];
        var flaggedOf = new long[groups];
        for (int start = 0, end; start < n; start = end)
        {
            var score = scores[order[start]];
            for (end = start + 1; end < n && scores[order[end]] == score; end++)
            {
            }

            // Twice the mid-rank is whole, so that bins and nearness are decided without rounding.
            var twiceRank = (long)start + end;
            var bin = (int)(twiceRank * bins / (2L * n));
            var isNear = Math.Abs(twiceRank - (2 * (n - flagged))) * 20 <= n;
            for (var item = start; item < end; item++)
            {
                var code = codes[order[item]];
                people[code]++;
                flaggedOf[code] += score >= threshold ? 1 : 0;
                inBins[(code * bins) + bin].Add(needs[order[item]]);
                if (isNear)
                    near[code].Add(needs[order[item]]);
            }
        }

        var byNeed = FlaggedByNeed(needs, codes, groups, flagged);
        ArgumentNullException.ThrowIfNull(level);
        var results = new LabelAuditGroup[groups];
        for (var group = 0; group < groups; group++)
        {
            var others = default(Moments);
            for (var other = 0; other < groups; other++)
            {
                if (other != group)
                    others.Add(near[other]);
            }

            var gap = Gap(near[group], others);
            results[group] = new LabelAuditGroup(
                people[group],
                Bins(inBins.AsSpan(group * bins, bins), level),
                gap.ToEstimate(level),
                PValue(gap),
                near[group].Count,
                others.Count,
                flagged == 0 ? NotEstimableReason.NoneFlagged : new Estimate.Measured(flaggedOf[group] / (double)flagged, Wilson.Interval(flaggedOf[group], flagged, level.Z), flagged) { Level = level },
                flagged == 0 ? NotEstimableReason.NoneFlagged : byNeed[group] / flagged);
        }

        return new LabelAuditResult(n, flagged, 100.0 * (n - flagged) / n, results);
    }

    private static void Validate(ReadOnlySpan<double> scores, ReadOnlySpan<double> needs, ReadOnlySpan<ushort> codes, int groups, int bins)
    {
        if (needs.Length != scores.Length || codes.Length != scores.Length)
            throw new ArgumentException($"There are {scores.Length} scores, {needs.Length} needs and {codes.Length} codes; give one of each per person.", nameof(needs));
        if (bins < 1)
            throw new ArgumentException($"Percentiles need at least 1 bin, not {bins}.", nameof(bins));
        for (var row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row]) || !double.IsFinite(needs[row]))
                throw new ArgumentException($"The score or the need of row {row} is not a finite number; leave out people without either.", nameof(needs));
            if (codes[row] >= groups)
                throw new ArgumentException($"Row {row} has code {codes[row]}, but there are only {groups} groups.", nameof(codes));
        }
    }

    /// <summary>By score, then need, so that sums are equal to the bit in whatever order the rows come.</summary>
    private static int[] Order(ReadOnlySpan<double> scores, ReadOnlySpan<double> needs)
    {
        var keys = new (double Score, double Need)[scores.Length];
        var order = new int[scores.Length];
        for (var row = 0; row < order.Length; row++)
        {
            keys[row] = (scores[row], needs[row]);
            order[row] = row;
        }

        Array.Sort(keys, order);
        return order;
    }

    private static double[] FlaggedByNeed(ReadOnlySpan<double> needs, ReadOnlySpan<ushort> codes, int groups, long flagged)
    {
        var places = new double[groups];
        if (flagged == 0)
            return places;
        var sorted = needs.ToArray();
        Array.Sort(sorted);
        var edge = sorted[^(int)flagged];
        long above = 0, tied = 0;
        foreach (var need in needs)
        {
            above += need > edge ? 1 : 0;
            tied += need == edge ? 1 : 0;
        }

        var share = (flagged - above) / (double)tied;
        var aboveOf = new long[groups];
        var tiedOf = new long[groups];
        for (var row = 0; row < needs.Length; row++)
        {
            if (needs[row] > edge)
                aboveOf[codes[row]]++;
            else if (needs[row] == edge)
                tiedOf[codes[row]]++;
        }

        for (var group = 0; group < groups; group++)
            places[group] = aboveOf[group] + (share * tiedOf[group]);
        return places;
    }

    private static NeedBin[] Bins(ReadOnlySpan<Moments> moments, ConfidenceLevel level)
    {
        var bins = new NeedBin[moments.Length];
        for (var bin = 0; bin < bins.Length; bin++)
            bins[bin] = new NeedBin(100.0 * bin / bins.Length, 100.0 * (bin + 1) / bins.Length, Mean(moments[bin]).ToEstimate(level));
        return bins;
    }

    private static Attempt Mean(in Moments need) =>
        need.Count == 0 ? NotEstimableReason.NoScoredEncounters : Quantity(need.Mean, Math.Sqrt(need.VarianceOfMean), need.Count);

    private static Attempt Gap(in Moments own, in Moments others) =>
        Math.Min(own.Count, others.Count) < LeastNearThreshold
            ? NotEstimableReason.TooFewNearThreshold
            : Difference(own.Mean - others.Mean, Math.Sqrt(own.VarianceOfMean + others.VarianceOfMean), Math.Min(own.Count, others.Count));

    private static Computed<double> PValue(in Attempt gap) => gap.Quantity is not { } quantity ? gap.Reason!
        : quantity.IntervalReason is { } none ? none
        : 2 * StandardNormal.Below(-Math.Abs(quantity.Touching(0)));

    private static StudentQuantity Quantity(double value, double error, long count) => new(value, error, count - 1)
    {
        Denominator = count,
        StandardError = error > 0 ? error : null,
        IntervalReason = count < 2 ? NotEstimableReason.FewerThanTwo : error > 0 ? null : NotEstimableReason.NoVariation,
    };

    private static NormalQuantity Difference(double value, double error, long denominator) => new(value, error)
    {
        Denominator = denominator,
        StandardError = error > 0 ? error : null,
        IntervalReason = error > 0 ? null : NotEstimableReason.NoVariation,
    };
}

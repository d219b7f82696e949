namespace EquityMonitor.Statistics;

/// <summary>One category of a dimension, then and now.</summary>
/// <param name="Name">The value, or "Other".</param>
/// <param name="ReferenceShare">Its share of the training population or of the baseline.</param>
/// <param name="Live">How many encounters have it now.</param>
/// <param name="Share">Their share of all encounters now.</param>
/// <param name="Representation">Live share / reference share with Wilson's limits of the live share; not estimable where the reference has nobody.</param>
public sealed record MixCategory(string Name, double ReferenceShare, long Live, Estimate Share, Estimate Representation);

/// <summary>How the mix of patients over one dimension differs from its reference.</summary>
/// <param name="Categories">In ordinal order of their names.</param>
/// <param name="TotalVariation">Half the sum of the absolute differences of shares.</param>
/// <param name="StabilityIndex">Over the categories.</param>
/// <param name="Test">That the mix is the same; not estimable where fewer than two cells can be tested.</param>
public sealed record MixDriftResult(IReadOnlyList<MixCategory> Categories, double TotalVariation, StabilityIndex StabilityIndex, Computed<ChiSquareResult> Test);

/// <summary>
/// Patient mix over one dimension against the declared training population (goodness of fit) or against the baseline (two samples). "Unknown" is a category
/// like any other. Not estimable when a side has nobody. The effect sizes decide, the p-value stands beside them; in both encounters count as independent,
/// while the limits of a share carry the design effect of its category where that is given.
/// <para>Training shares that sum to less than 1 leave "Other", which takes the live values that are not listed; where they sum to 1 and unlisted values
/// turn up all the same, "Other" has a reference share of 0.</para>
/// <para>Formulas: representation = (x/n) / reference share, limits Wilson's of x/n over that share, which is taken as known without error, also where it is that of a baseline;
/// total variation = half the sum of |p - q|; index and test as in <see cref="PopulationStabilityIndex"/> and <see cref="ChiSquare"/>. Shares are in [0, 1], representation has no
/// unit (1: as in the reference).</para>
/// Sources: Pearson 1900 (test); Yurdakul 2018 (index); the representation ratio is the participation-to-prevalence ratio of clinical trials (Poon et al. 2013).
/// </summary>
public static class MixDrift
{
    public const string Other = "Other";

    /// <summary>Shares are typed rounded.</summary>
    private const double RoundingSlack = 1e-9;

    /// <param name="training">Share per value; each in [0, 1], summing to at most 1.</param>
    /// <param name="live">Encounters per value.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="designEffect">Of the share of encounters that have one of some values, those of one category; null without a patient key.</param>
    /// <exception cref="ArgumentException">A share or a count is negative, or the shares sum to more than 1.</exception>
    public static Computed<MixDriftResult> AgainstTraining(
        IReadOnlyDictionary<string, double> training,
        IReadOnlyDictionary<string, long> live,
        ConfidenceLevel level,
        Func<IReadOnlyCollection<string>, double>? designEffect = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(live);
        var sum = 0.0;
        foreach (var (name, share) in training.OrderBy(item => item.Key, StringComparer.Ordinal))
            sum += share >= 0 ? share : throw new ArgumentException($"The share of \"{name}\" is {share}; a share is not negative.", nameof(training));
        if (sum > 1 + RoundingSlack)
            throw new ArgumentException($"The shares sum to {sum}, to more than 1.", nameof(training));

        var shares = new SortedDictionary<string, double>(training.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        var counts = new SortedDictionary<string, long>(shares.ToDictionary(item => item.Key, _ => 0L, StringComparer.Ordinal), StringComparer.Ordinal);
        if (1 - sum > RoundingSlack)
            shares[Other] = shares.GetValueOrDefault(Other) + (1 - sum);
        string CategoryOf(string value) => training.ContainsKey(value) ? value : Other;
        foreach (var (name, count) in live)
            counts[CategoryOf(name)] = counts.GetValueOrDefault(CategoryOf(name)) + count;
        var values = live.Keys.ToLookup(CategoryOf, StringComparer.Ordinal);

        string[] names = [.. shares.Keys.Union(counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        double[] reference = [.. names.Select(name => shares.GetValueOrDefault(name))];
        long[] now = [.. names.Select(name => counts.GetValueOrDefault(name))];
        var n = now.Sum();
        if (n == 0)
            return NotEstimableReason.NoScoredEncounters;
        var variation = 0.0;
        for (var category = 0; category < names.Length; category++)
            variation += Math.Abs(reference[category] - (now[category] / (double)n)) / 2;
        return new MixDriftResult(
            Categories(names, reference, now, n, level, designEffect is null ? null : name => designEffect([.. values[name]])),
            Math.Min(1, variation),
            PopulationStabilityIndex.AgainstShares(reference, now).Value,
            ChiSquare.GoodnessOfFit(now, reference));
    }

    /// <param name="baseline">Encounters per value in the baseline.</param>
    /// <param name="live">Encounters per value now.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="designEffect">Of the share of encounters that have one of some values; null without a patient key.</param>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static Computed<MixDriftResult> AgainstBaseline(
        IReadOnlyDictionary<string, long> baseline,
        IReadOnlyDictionary<string, long> live,
        ConfidenceLevel level,
        Func<IReadOnlyCollection<string>, double>? designEffect = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(live);
        string[] names = [.. baseline.Keys.Union(live.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        long[] before = [.. names.Select(name => baseline.GetValueOrDefault(name))], now = [.. names.Select(name => live.GetValueOrDefault(name))];
        if (!BinCounts.Totals(before, now, out var m, out var n))
            return BinCounts.Missing(m);
        double[] reference = [.. before.Select(count => count / (double)m)];
        return new MixDriftResult(
            Categories(names, reference, now, n, level, designEffect is null ? null : name => designEffect([name])),
            TotalVariation.Distance(before, now).Value,
            PopulationStabilityIndex.Evaluate(before, now).Value,
            ChiSquare.TwoSamples(before, now));
    }

    private static MixCategory[] Categories(string[] names, double[] reference, long[] now, long n, ConfidenceLevel level, Func<string, double>? designEffect) =>
        [.. names.Select((name, category) => Category(name, reference[category], new ClusteredProportion(now[category], n, designEffect?.Invoke(name) ?? 1), level))];

    private static MixCategory Category(string name, double reference, ClusteredProportion live, ConfidenceLevel level)
    {
        var share = live.Quantity();
        return new MixCategory(name, reference, live.X, share.ToEstimate(level), Representation(share, reference).ToEstimate(level));
    }

    private static Attempt Representation(ProportionQuantity live, double share) => share > 0
        ? new TransformedQuantity(live, p => p / share, ratio => ratio * share, Rising: true) { Denominator = live.Denominator, DesignEffect = live.DesignEffect }
        : NotEstimableReason.NotInReference;
}

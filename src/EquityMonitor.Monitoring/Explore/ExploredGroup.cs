using System.Runtime.CompilerServices;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>
/// One subgroup of a period and everyone else: what no threshold changes is computed once, so that a threshold costs one pass over the rows for the variances
/// of repeated patients, and nothing but look-ups where patients are not known.
/// </summary>
internal sealed class ExploredGroup
{
    private readonly LoadedPeriod _period;
    private readonly ushort[]? _codes;
    private readonly RankTally _tally;
    private readonly SubgroupAurocResult _auroc;
    private readonly ConfusionByThreshold _own;
    private readonly ConfusionByThreshold _whole;
    private readonly IReadOnlyDictionary<string, (Estimate Own, Estimate? Others)> _ofRows;

    private StrongBox<Computed<CalibrationError>>? _calibrationError;

    private ExploredGroup(LoadedPeriod period, SubgroupKey key, ushort[]? codes, CancellationToken cancellationToken)
    {
        (_period, Key, _codes) = (period, key, codes);
        var (tally, auroc, own) = (period.WholeTally, period.WholeAuroc, period.Whole);
        ScoredOutcomes? others = null;
        if (codes is not null)
        {
            Parallel.Invoke(
                new ParallelOptions { CancellationToken = cancellationToken },
                () => auroc = SubgroupAuroc.Evaluate(period.Ranked, Array.ConvertAll(period.Evaluable, row => codes[row]), 1),
                () => others = RowsWith(period, codes, 0),
                () => tally = RankTally.Of(period, codes),
                () => own = RowsWith(period, codes, 1));
        }

        (_tally, _auroc, Rows) = (tally, auroc, own);
        cancellationToken.ThrowIfCancellationRequested();
        _own = new ConfusionByThreshold(Rows);
        _whole = new ConfusionByThreshold(period.Whole);
        _ofRows = others is null
            ? period.WholeOfRows.ToDictionary(estimate => estimate.Key, estimate => (estimate.Value, (Estimate?)null), StringComparer.Ordinal)
            : OfRows(period, Rows, others, cancellationToken);
    }

    public SubgroupKey Key { get; }

    /// <summary>The evaluable rows of the group.</summary>
    public ScoredOutcomes Rows { get; }

    public static ExploredGroup Of(LoadedPeriod period, SubgroupKey key, CancellationToken cancellationToken) =>
        new(period, key, key.Order == 0 ? null : CodesOf(period, key), cancellationToken);

    /// <summary>The evaluable rows of a subgroup alone, for a curve.</summary>
    public static ScoredOutcomes RowsOf(LoadedPeriod period, SubgroupKey key) => key.Order == 0 ? period.Whole : RowsWith(period, CodesOf(period, key), 1);

    /// <summary>The group and everyone else when scores at or above the threshold are flagged.</summary>
    public Exploration At(double threshold)
    {
        var found = Array.BinarySearch(_period.Scores, threshold);
        var rank = found >= 0 ? found : ~found;
        var states = States(rank);
        var clustered = _period.PatientStarts.Length == 0 ? null : Clustered(states, threshold);
        var all = Sample(_period.WholeTally, rank, _whole.At(threshold), clustered?.All, _period.WholeAuroc.Own, _period.WholeAuroc.OwnClusterVariance);
        var isWhole = _codes is null;
        var own = isWhole ? all : Sample(_tally, rank, _own.At(threshold), clustered?.Own[1], _auroc.Own, _auroc.OwnClusterVariance);
        var others = isWhole ? null : Complement(all, own, clustered?.Complement[1]);
        var scale = _period.Definition.ScaleAt(threshold);
        var strata = new Standardisation(_period.Strata, _period.Rows, states).Of(Key);
        return new Exploration
        {
            Key = Key,
            Threshold = threshold,
            Own = own,
            Others = others,
            StandardisedBy = strata?.By ?? [],
            Metrics = [.. Metric.Catalogue.Select(metric => Standardised(Explore(metric, own, others, all, scale), strata, scale.Level))],
        };
    }

    /// <summary>Computed when it is first asked for, and kept; null without encounters, and on a points scale.</summary>
    public CalibrationError? CalibrationError(CancellationToken cancellationToken)
    {
        if (_period.Definition.Score.Kind != ScoreKind.Probability)
            return null;
        var known = _calibrationError ??= new StrongBox<Computed<CalibrationError>>(ExpectedCalibrationError.Evaluate(Rows, ExpectedCalibrationError.UsualSeed, cancellationToken: cancellationToken));
        return known.Value.TryGet(out var error) ? error : null;
    }

    private static ExploredMetric Standardised(ExploredMetric explored, StratifiedGroup? strata, ConfidenceLevel level) =>
        strata is null || explored.Others is not { } others || !explored.Metric.IsProportion ? explored : explored with { Standardised = strata.Gap(explored.Metric, explored.Own, others, level) };

    private ExploredMetric Explore(Metric metric, PerformanceSample own, PerformanceSample? others, PerformanceSample all, ScoreScale scale)
    {
        if (metric.Input == MetricInput.Encounters)
        {
            var (ofOwn, ofOthers) = _ofRows[metric.Key];
            return new ExploredMetric(metric, ofOwn, ofOthers, others is null ? NotEstimableReason.NoComplement : NotEstimableReason.NotComparable);
        }

        return new ExploredMetric(
            metric,
            Estimator.Estimate(metric, own, scale, all: all),
            others is null ? null : Estimator.Estimate(metric, others, scale, all: all),
            Comparison.Difference(metric, own, others, scale, all: all));
    }

    private byte[] States(int rank)
    {
        var (states, ranks) = (new byte[_period.Encounters], _period.Frame.Rank);
        for (var row = 0; row < states.Length; row++)
            states[row] = (byte)(_period.States[row] | (ranks[row] >= rank ? (byte)RowState.Flagged : 0));
        return states;
    }

    private ClusteredPartition Clustered(byte[] states, double threshold)
    {
        double? forNetBenefit = _period.Definition.ScaleAt(threshold).IsProbability ? threshold : null;
        return ClusteredCounts.Evaluate(_period.PatientStarts, states, _codes ?? [], _codes is null ? 0 : 2, _period.SquaredErrors, forNetBenefit);
    }

    private static PerformanceSample Sample(RankTally tally, int rank, ConfusionCounts counts, ClusteredCell? clustered, AurocResult? auroc, double? aurocVariance)
    {
        var (flagged, responded, overridden) = tally.From(rank);
        return new PerformanceSample
        {
            Scored = tally.Scored,
            Flagged = flagged,
            Responded = responded,
            Overridden = overridden,
            Patients = clustered?.Patients,
            Mature = tally.Mature,
            Counts = counts,
            SumScore = tally.SumScore,
            SumSquaredError = tally.SumSquaredError,
            SumFourthPowerError = tally.SumFourthPowerError,
            SumSquaredErrorOfPositives = tally.SumSquaredErrorOfPositives,
            Auroc = auroc,
            ClusterVariances = clustered is null ? null : clustered.Variances with { Auroc = aurocVariance },
        };
    }

    /// <summary>As <see cref="SubgroupTally.Against"/> has it, and how many patients they are.</summary>
    private PerformanceSample Complement(PerformanceSample all, PerformanceSample own, ClusteredCell? clustered)
    {
        var variances = clustered is null ? null : clustered.Variances with { Auroc = _auroc.ComplementClusterVariance };
        return new SubgroupTally(Key, own, _auroc.Complement, variances, Drift: null).Against(all).Complement! with { Patients = clustered?.Patients };
    }

    private static Dictionary<string, (Estimate Own, Estimate? Others)> OfRows(LoadedPeriod period, ScoredOutcomes own, ScoredOutcomes others, CancellationToken cancellationToken)
    {
        var (ofOthers, ofOwn) = (period.OfRows(others, cancellationToken), period.OfRows(own, cancellationToken));
        return ofOwn.ToDictionary(estimate => estimate.Key, estimate => (estimate.Value, (Estimate?)ofOthers[estimate.Key]), StringComparer.Ordinal);
    }

    private static ScoredOutcomes RowsWith(LoadedPeriod period, ushort[] codes, ushort code)
    {
        var chosen = new int[period.Evaluable.Length];
        var ranks = new int[chosen.Length];
        var outcomes = new byte[chosen.Length];
        var count = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (codes[period.Evaluable[i]] != code)
                continue;
            (chosen[count], ranks[count], outcomes[count]) = (period.Evaluable[i], period.Ranks[i], period.Outcomes[i]);
            count++;
        }

        var starts = period.PatientStarts.Length == 0 ? [] : period.StartsOf(chosen.AsSpan(0, count));
        return ScoredOutcomes.OfRanks(period.Scores, ranks.AsSpan(0, count), outcomes.AsSpan(0, count), starts);
    }

    /// <summary>1 for the rows that have every value of the key.</summary>
    private static ushort[] CodesOf(LoadedPeriod period, SubgroupKey key)
    {
        var member = new ushort[period.Encounters];
        Array.Fill(member, (ushort)1);
        foreach (var (column, value) in key.Parts)
        {
            var dimension = period.Definition.Dimensions.Index().First(known => known.Item.Column == column).Index;
            var wanted = Array.IndexOf(period.Frame.Values[dimension], value);
            var codes = period.Frame.Codes[dimension];
            for (var row = 0; row < member.Length; row++)
                member[row] &= codes[row] == wanted ? (ushort)1 : (ushort)0;
        }

        return member;
    }
}

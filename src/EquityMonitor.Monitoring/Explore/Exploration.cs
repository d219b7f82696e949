using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>A subgroup and everyone else at one threshold.</summary>
public sealed record Exploration
{
    public required SubgroupKey Key { get; init; }

    public required double Threshold { get; init; }

    /// <summary>Without the average precision: <see cref="Metrics"/> has it from the encounters.</summary>
    public required PerformanceSample Own { get; init; }

    /// <summary>Null for All.</summary>
    public required PerformanceSample? Others { get; init; }

    /// <summary>What standardised differences make equal; empty where they cannot be had.</summary>
    public required IReadOnlyList<DimensionDefinition> StandardisedBy { get; init; }

    /// <summary>One for each of <see cref="Metric.Catalogue"/>, in its order.</summary>
    public required IReadOnlyList<ExploredMetric> Metrics { get; init; }
}

/// <param name="Others">Of everyone else; null for All.</param>
/// <param name="Difference">Own less others; not estimable where none is defined.</param>
public sealed record ExploredMetric(Metric Metric, Estimate Own, Estimate? Others, Estimate Difference)
{
    /// <summary>The difference if both had the whole's mix; null where none is defined.</summary>
    public StandardisedGapResult? Standardised { get; init; }
}

/// <summary>The curves of one subgroup.</summary>
/// <param name="Counts">Flag by outcome at any threshold.</param>
public sealed record ExploredCurves(
    SubgroupKey Key, int Positives, int Negatives, Computed<IReadOnlyList<RocPoint>> Roc, Computed<IReadOnlyList<PrecisionRecallPoint>> PrecisionRecall, ConfusionByThreshold Counts, Estimate AveragePrecision);

/// <summary>What days of a model are stored.</summary>
/// <param name="Stored">First and last day with encounters.</param>
/// <param name="Newest">The newest as-of day.</param>
/// <param name="Usual">The mature days of the model's longest window: what to look at first.</param>
public sealed record StoredDays(DateRange Stored, DateOnly Newest, DateRange Usual);

/// <summary>What came of asking for a period.</summary>
public abstract record PeriodResult
{
    private PeriodResult()
    {
    }

    public sealed record Ready(LoadedPeriod Period, PeriodFacts Facts) : PeriodResult;

    /// <summary>No encounter of these days is stored.</summary>
    /// <param name="Stored">Where there are some; null when there are none at all.</param>
    public sealed record NoEncounters(DateRange Days, DateRange? Stored) : PeriodResult;

    /// <summary>They would not fit into the memory that is set aside.</summary>
    public sealed record TooMany(long Encounters, long Most) : PeriodResult;

    /// <summary>There is no such model.</summary>
    public sealed record NoModel : PeriodResult;
}

/// <param name="DaysStored">How many of the days are stored, and how many of them are held with older content or none.</param>
public sealed record PeriodFacts(int DaysStored, int DaysHeld, PeriodKey Key);

/// <summary>What a loaded period is known by: other content of the same days is another period.</summary>
/// <param name="Fingerprint">Of the days' content and of what the definition says about evaluation.</param>
/// <param name="Level">Of the intervals, which are part of what is laid out. It is no part of the fingerprint: a scan shown with other intervals is no further look.</param>
public sealed record PeriodKey(int ModelId, DateRange Days, DateRange? Mature, string Fingerprint, ConfidenceLevel Level);

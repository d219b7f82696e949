using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Explore;

/// <summary>What is looked for.</summary>
/// <param name="Metric">One of <see cref="SubgroupScan.Metrics"/>.</param>
/// <param name="Threshold">Scores at or above it are flagged.</param>
/// <param name="Minimum">The least denominator of the subgroup and of everyone else in each half.</param>
public sealed record ScanSettings(Metric Metric, double Threshold, int Minimum = ScanSettings.UsualMinimum)
{
    public const int UsualMinimum = 30;
}

/// <summary>How far a scan has come: combinations of dimensions that were counted.</summary>
public readonly record struct ScanProgress(int Done, int Total);

/// <summary>What a scan found. Ranked by the half that found it; the figures of the other half are the ones to quote.</summary>
public sealed record ScanResult
{
    public required ScanSettings Settings { get; init; }

    /// <summary>Combinations of dimensions.</summary>
    public required int Partitions { get; init; }

    /// <summary>Combinations whose values are too many to be counted: columns of their dimensions.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> LeftOut { get; init; }

    /// <summary>Intersections that reach the minimum in both halves: the family of the first half's tests.</summary>
    public required int Candidates { get; init; }

    /// <summary>False where patients are not known: the encounters of one patient may then be in both halves.</summary>
    public required bool IsByPatient { get; init; }

    /// <summary>Encounters in the metric's denominator, per half.</summary>
    public required (long Find, long Confirm) Encounters { get; init; }

    public required IReadOnlyList<ScanFind> Found { get; init; }
}

/// <summary>A subgroup that is significantly worse than everyone else in the half that looks.</summary>
/// <param name="FindP">Adjusted for all candidates.</param>
/// <param name="ConfirmP">Of the other half, adjusted for all that were found.</param>
/// <param name="Parents">The subgroups that leaving out one of its dimensions gives; All for a single value.</param>
public sealed record ScanFind(SubgroupKey Key, double FindP, double ConfirmP, ScanFigures Find, ScanFigures Confirm, IReadOnlyList<ScanParent> Parents)
{
    /// <summary>Whether the other half says so too.</summary>
    public bool IsConfirmed => ConfirmP <= SubgroupScan.ConfirmLevel;
}

/// <param name="Others">Of everyone else; null for All, as is the difference.</param>
public sealed record ScanFigures(Estimate Own, Estimate? Others, Estimate? Difference);

/// <summary>In the half that confirms.</summary>
/// <param name="IsFound">Found as well: what the subgroup shows may be the parent's.</param>
public sealed record ScanParent(SubgroupKey Key, ScanFigures Confirm, bool IsFound);

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>
/// What a summary says of one model and one month. Small cells are gone already: no member holds a figure that may not be shown, so no form of the document can
/// give one away. Immutable.
/// </summary>
public sealed record ModelMonth
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Null when the stored definition cannot be read, and then there is nothing but <see cref="Problem"/>.</summary>
    public ModelDefinition? Definition { get; init; }

    /// <summary>Why nothing can be said; null when something can.</summary>
    public string? Problem { get; init; }

    public required MonthPeriod Period { get; init; }

    public int Revision { get; init; }

    /// <summary>UTC; null when the revision's record is missing.</summary>
    public DateTime? RevisionAppliedAt { get; init; }

    /// <summary>Fingerprint of the encounter days and of the definition that the figures follow from.</summary>
    public string? Content { get; init; }

    /// <summary>The metrics of the table, in the catalogue's order.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>All, every single value, and the pairs that were below or on watch in the month. Empty without encounters.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; init; } = [];

    /// <summary>Null when no as-of day of the month was judged.</summary>
    public JudgedMonth? Judged { get; init; }

    public IReadOnlyList<AlertLine> Alerts { get; init; } = [];

    /// <summary>Null when no as-of day of the month has drift figures.</summary>
    public DriftOfMonth? Drift { get; init; }

    /// <summary>Combinations of two that were found only after the month, though they were below in it or had begun to depart.</summary>
    public IReadOnlyList<FoundLater> Found { get; init; } = [];

    /// <summary>The worst that is known of the month: what was judged, and what the evidence of combinations that were found later says of it.</summary>
    public Verdict? Worst => Judged is not null && Found.Any(found => found.WasBelow) ? Verdict.Below : Judged?.Worst;

    /// <summary>Whether every group that was judged met what was agreed while combinations of two were not judged.</summary>
    public bool OnlySinglesMeet => Worst == Verdict.Meets && Judged!.Combinations == Combinations.NotJudged;

    public DataQuality Quality { get; init; } = new();

    public bool HasFigures => Rows.Count > 0;

    public SummaryRow? All => Rows.Count > 0 ? Rows[0] : null;

    public SummaryRow? Find(SubgroupKey key) => Rows.FirstOrDefault(row => row.Key.Equals(key));

    /// <summary>The site's zone, in which days and moments are shown.</summary>
    public TimeZoneInfo Zone => Definition?.Time?.Zone ?? TimeZoneInfo.Utc;
}

/// <summary>One line of the subgroup table.</summary>
public sealed record SummaryRow
{
    public required SubgroupKey Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Why nothing but the name is shown; null when figures are.</summary>
    public string? SuppressedBecause { get; init; }

    /// <summary>Why volume and the rates over it are left out though the others are shown; null when they are shown.</summary>
    public string? VolumeWithheldBecause { get; init; }

    /// <summary>Null when suppressed or withheld.</summary>
    public long? Encounters { get; init; }

    /// <summary>Distinct patients; null when suppressed, withheld, or not known since encounters cannot be linked.</summary>
    public long? Patients { get; init; }

    /// <summary>One for each metric of the table, in its order; null where suppressed or withheld.</summary>
    public IReadOnlyList<Estimate?> Figures { get; init; } = [];

    /// <summary>What each rule that covers the subgroup said on the last judged as-of day.</summary>
    public IReadOnlyList<RuleVerdict> Verdicts { get; init; } = [];
}

/// <param name="Since">The as-of day since which the verdict had been the same.</param>
public sealed record RuleVerdict(RuleDefinition Rule, Verdict Verdict, DateOnly Since);

/// <summary>Whether combinations of two groups were judged.</summary>
public enum Combinations
{
    /// <summary>No rule speaks of them.</summary>
    NotAgreed,

    Judged,

    /// <summary>They are judged on the newest day of a run alone, and this day was not the newest.</summary>
    NotJudged,
}

/// <summary>The figure that a verdict was given on, rounded to two decimals and without its denominator: its window overlaps the months.</summary>
/// <param name="Value">Null when suppressed or not estimable, and then the others are too.</param>
/// <param name="Level">Of its interval.</param>
/// <param name="Share">Of the patients of the window, or of the encounters where they cannot be linked; null where it could give away a small cell.</param>
/// <param name="Because">Why there is no figure; null when there is one.</param>
public sealed record JudgedFigure(double? Value, double? Low, double? High, ConfidenceLevel Level, double? Share, string? Because = null);

/// <summary>What the rules said on the last as-of day of the month that was judged.</summary>
public sealed record JudgedMonth(DateOnly AsOf, IReadOnlyList<RuleMonth> Rules)
{
    public Combinations Combinations =>
        Rules.Any(rule => rule.Combinations == Combinations.NotJudged) ? Combinations.NotJudged
        : Rules.Any(rule => rule.Combinations == Combinations.Judged) ? Combinations.Judged
        : Combinations.NotAgreed;

    /// <summary>The worst verdict that any rule gave to All or a single value or pair; null without rules.</summary>
    public Verdict? Worst => Rules.Count == 0 ? null
        : Rules.Any(rule => rule.Below.Count > 0) ? Verdict.Below
        : Rules.Any(rule => rule.Watch.Count > 0) ? Verdict.Watch
        : Rules.Any(rule => rule.Meets > 0) ? Verdict.Meets
        : Verdict.InsufficientData;
}

/// <summary>One rule on the last judged as-of day.</summary>
/// <param name="Outcomes">The encounter days behind its metric.</param>
/// <param name="Below">All, single values and pairs that were below, in canonical order.</param>
/// <param name="Watch">Likewise on watch.</param>
/// <param name="Meets">How many of All and the single values met it.</param>
/// <param name="InsufficientData">How many of All and the single values had too few patients.</param>
public sealed record RuleMonth(
    RuleDefinition Rule, DateRange Outcomes, IReadOnlyList<SubgroupKey> Below, IReadOnlyList<SubgroupKey> Watch, int Meets, int InsufficientData)
{
    public Combinations Combinations { get; init; }

    /// <summary>Of those below and on watch whose figures are stored.</summary>
    public IReadOnlyDictionary<SubgroupKey, JudgedFigure> Figures { get; init; } = new Dictionary<SubgroupKey, JudgedFigure>();
}

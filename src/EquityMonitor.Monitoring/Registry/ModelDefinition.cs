using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>What a hospital declares of one deployed model: where its scored encounters are, what counts as an outcome, and what was committed to. Immutable.</summary>
public sealed record ModelDefinition
{
    /// <summary>Stable, lower-case.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Version of the deployed model, as its owner names it.</summary>
    public required string Version { get; init; }

    /// <summary>First day on which <see cref="Version"/> was in use; needed when the version changes.</summary>
    public DateOnly? Effective { get; init; }

    public string? Purpose { get; init; }

    public string? Owner { get; init; }

    public required ScoreDefinition Score { get; init; }

    /// <summary>Flagged when score >= threshold, on the scale of the score.</summary>
    public required double Threshold { get; init; }

    public required OutcomeDefinition Outcome { get; init; }

    /// <summary>Null only for the audit of a file as one period.</summary>
    public TimeDefinition? Time { get; init; }

    /// <summary>Column of the encounter id.</summary>
    public required string Encounter { get; init; }

    public PerEncounter PerEncounter { get; init; } = PerEncounter.Every;

    /// <summary>Column of the patient id; null when encounters cannot be linked.</summary>
    public string? Patient { get; init; }

    public ResponseDefinition? Response { get; init; }

    /// <summary>Column of an independent measure of need, for the label audit.</summary>
    public string? Need { get; init; }

    public ChangedAtDefinition? ChangedAt { get; init; }

    /// <summary>Null only for the audit of a file.</summary>
    public SourceDefinition? Source { get; init; }

    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <summary>Columns of the dimensions whose mix is made equal when a gap is standardised; empty for none, null for those that say age and sex (<see cref="Strata"/>).</summary>
    public IReadOnlyList<string>? StandardiseBy { get; init; }

    /// <summary>Window lengths in days, ascending and distinct.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [];

    public DateRange? Baseline { get; init; }

    /// <summary>Shares of the training population: dimension column -> value -> share. Shares of one dimension add up to at most 1.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Training { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);

    /// <summary>Alerts open from this as-of day on; null means the day of import.</summary>
    public DateOnly? AlertsFrom { get; init; }

    public IReadOnlyList<RuleDefinition> Rules { get; init; } = [];

    /// <summary>How wide the intervals are that figures of this model are shown with. No point, verdict, alarm or recovery depends on it.</summary>
    public ConfidenceLevel Confidence { get; init; } = ConfidenceLevel.Default;

    public const double LeastConfidence = 0.8;

    public const double MostConfidence = 0.999;

    /// <summary>B: peek-safe evidence raises on average at most one false alarm of the whole model in so many days.</summary>
    public int EvidenceBudget { get; init; } = DefaultEvidenceBudget;

    public const int DefaultEvidenceBudget = 365;

    public const int LongestEvidenceBudget = 3660;

    /// <summary>Whether points keep calibration intercept and slope: where a rule is about one of them.</summary>
    public bool KeepsCalibration => Enumerable.Any(Rules, rule => rule.Metric.IsKeptOnRequest);

    /// <summary>What figures need to know of the model besides counts.</summary>
    public ScoreScale Scale => ScaleAt(Threshold);

    /// <summary>The same at a threshold that need not be the model's.</summary>
    public ScoreScale ScaleAt(double threshold) => new(threshold, Score.Kind == ScoreKind.Probability, Confidence);
}

/// <summary>Days from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct DateRange(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly day) => day >= From && day <= To;

    public bool Overlaps(DateRange other) => From <= other.To && other.From <= To;
}

public enum ScoreKind
{
    Probability,
    Points,
}

/// <param name="Column">Column of the score.</param>
/// <param name="Min">Smallest permitted score; 0 for a probability.</param>
/// <param name="Max">Largest permitted score; 1 for a probability.</param>
public sealed record ScoreDefinition(string Column, ScoreKind Kind, double Min, double Max);

/// <param name="Column">Column of the outcome: 0, 1, or null while not known.</param>
/// <param name="MaturityDays">Days after which the outcome is expected to be recorded, recording delay included.</param>
public sealed record OutcomeDefinition(string Column, int MaturityDays)
{
    /// <summary>What it is, as people say it: "readmitted within 30 days"; null when the file names it by its column alone.</summary>
    public string? Name { get; init; }
}

public enum TimeKind
{
    /// <summary>Wall-clock time of the site, without offset.</summary>
    Local,

    /// <summary>UTC, without offset.</summary>
    Utc,

    /// <summary>An instant with offset.</summary>
    Offset,
}

public sealed record TimeDefinition(string Column, TimeZoneInfo Zone, TimeKind Kind);

public enum PerEncounter
{
    Every,
    First,
    Last,

    /// <summary>The highest score of the encounter on each day; of the whole file where it has no time.</summary>
    Highest,
}

/// <summary>How clinicians responded to a flag. A value in neither list, or none, is "no recorded response".</summary>
public sealed record ResponseDefinition(string Column, IReadOnlyList<string> Accepted, IReadOnlyList<string> Overridden);

/// <param name="Column">Column that tells when a row last changed.</param>
/// <param name="Query">Query with a parameter @since that yields the scoring time and the change time of rows changed after it.</param>
public sealed record ChangedAtDefinition(string Column, string Query);

/// <param name="Provider">sqlserver, postgresql, sqlite or duckdb.</param>
/// <param name="Connection">Name of a connection string in the host's configuration.</param>
/// <param name="Query">SELECT with the parameters @from (inclusive) and @to (exclusive).</param>
public sealed record SourceDefinition(string Provider, string Connection, string Query);

/// <summary>An attribute that splits patients.</summary>
/// <param name="Column">Column of the source; also the key of the dimension in subgroups, rules and URLs.</param>
/// <param name="Name">The name a clinician reads.</param>
/// <param name="Bands">Ascending inner limits of numeric bands, left-closed; empty for a categorical dimension.</param>
/// <param name="Values">The permitted values, others become "Other"; empty when every value stands for itself.</param>
public sealed record DimensionDefinition(string Column, string Name, IReadOnlyList<double> Bands, IReadOnlyList<string> Values)
{
    /// <summary>The value of a row whose attribute is missing or blank, or is not a number where bands are wanted.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The value of a row whose attribute is not among the listed <see cref="Values"/>.</summary>
    public const string Other = "Other";

    /// <summary>Every value that a row can have; null where every value stands for itself, so that only the data know them.</summary>
    public IReadOnlyList<string>? KnownValues =>
        Bands.Count > 0 ? [.. new BandLabels(Bands).All, Unknown] : Values.Count > 0 ? [.. Values.Append(Other).Append(Unknown).Distinct(StringComparer.Ordinal)] : null;
}

/// <summary>What the alternative is measured against.</summary>
public abstract record Reference
{
    private Reference()
    {
    }

    /// <summary>Everyone else in the same window (the default).</summary>
    public sealed record Complement : Reference;

    /// <summary>Everyone, which contains the subgroup.</summary>
    public sealed record Everyone : Reference;

    /// <summary>Those with a named value of a dimension, in the same window; a pair is held against the pair that has this value instead of its own.</summary>
    /// <param name="Column">Column of the dimension.</param>
    public sealed record NamedValue(string Column, string Value) : Reference;

    /// <summary>The subgroup itself in the baseline of the model's version.</summary>
    public sealed record OwnBaseline : Reference;
}

public enum Severity
{
    Low,
    Medium,
    High,
}

/// <summary>What makes a subgroup Below.</summary>
public enum RuleEvidence
{
    /// <summary>The interval of one window, adjusted for the subgroups looked at; controls the rate of false alarms of one look.</summary>
    Interval,

    /// <summary>Evidence that is gathered day by day and may be looked at every day; controls the rate of false alarms over time.</summary>
    PeekSafe,
}

/// <summary>Why a limit is what it is.</summary>
/// <param name="Text">The clinical reason, as its authors put it; one paragraph.</param>
/// <param name="On">The day on which it was given.</param>
public sealed record RuleJustification(string Text, DateOnly On);

/// <summary>What the organisation committed to.</summary>
public sealed record RuleDefinition
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required Metric Metric { get; init; }

    public required Limit Limit { get; init; }

    /// <summary>The metric's own direction, or the stated one for flag rate and prevalence.</summary>
    public required BetterDirection Better { get; init; }

    /// <summary>Set for gap and ratio, null otherwise.</summary>
    public Reference? Against { get; init; }

    /// <summary>Days; one of the model's windows. For the audit of a file without windows, 0.</summary>
    public required int Window { get; init; }

    /// <summary>The least denominator (smaller class, smaller side) at which the rule is judged; raw count.</summary>
    public int Minimum { get; init; } = 30;

    public Severity Severity { get; init; } = Severity.Medium;

    /// <summary>A definition file that does not say gets <see cref="RuleEvidence.PeekSafe"/> wherever it can be had (<see cref="PeekSafeSense"/>).</summary>
    public RuleEvidence Evidence { get; init; }

    /// <summary>First encounter day that peek-safe evidence may count; null for the first after the baseline.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Null where none is recorded. Nothing that is judged or counted depends on it.</summary>
    public RuleJustification? Justification { get; init; }

    /// <summary>Columns of the dimensions the rule is about; empty means all, and All itself. A pair is covered when both its dimensions are.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];
}

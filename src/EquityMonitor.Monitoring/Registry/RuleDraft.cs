using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

public enum LimitKind
{
    Floor,
    Ceiling,
    Band,
    Gap,
    Ratio,
}

/// <summary>A rule as a person types it into a form: texts that may be wrong. Limits of proportions are in percent, except a ratio.</summary>
public sealed record RuleDraft
{
    public string Key { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Key of the metric.</summary>
    public string Metric { get; init; } = Statistics.Metric.Sensitivity.Key;

    public LimitKind Kind { get; init; } = LimitKind.Floor;

    /// <summary>The limit; the lower one of a band.</summary>
    public string Value { get; init; } = "";

    /// <summary>The upper limit of a band.</summary>
    public string High { get; init; } = "";

    /// <summary>As in a definition file: complement, all, baseline, or a value such as race=White. Read for a gap and a ratio only.</summary>
    public string Against { get; init; } = AgainstText.Complement;

    /// <summary>higher or lower; read only where <see cref="NeedsBetter"/>.</summary>
    public string Better { get; init; } = "";

    public string Window { get; init; } = "";

    public string Minimum { get; init; } = "30";

    public string Severity { get; init; } = "medium";

    /// <summary>interval or peek-safe; empty for peek-safe wherever it can be had.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>First encounter day that peek-safe evidence may count; empty for the first after the baseline.</summary>
    public string EffectiveFrom { get; init; } = "";

    /// <summary>Why the limit is what it is; empty where nobody has said.</summary>
    public string Justification { get; init; } = "";

    /// <summary>The day on which that was said.</summary>
    public string JustifiedOn { get; init; } = "";

    /// <summary>Columns; empty for all dimensions.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    public bool Compares => Kind is LimitKind.Gap or LimitKind.Ratio;

    public bool IsPercent => LimitReader.IsPercent(Statistics.Metric.Find(Metric), LimitKey);

    /// <summary>The metric has no good end of its own, so the rule has to name one.</summary>
    public bool NeedsBetter => Kind != LimitKind.Band && Statistics.Metric.Find(Metric) is { Better: BetterDirection.Stated };

    internal string LimitKey => Kind.ToString().ToLowerInvariant();

    /// <summary>A rule that is in force, as the form shows it.</summary>
    public static RuleDraft Of(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (kind, value, high) = rule.Limit switch
        {
            Limit.Floor floor => (LimitKind.Floor, floor.Value, (double?)null),
            Limit.Ceiling ceiling => (LimitKind.Ceiling, ceiling.Value, null),
            Limit.Band band => (LimitKind.Band, band.Low, band.High),
            Limit.Gap gap => (LimitKind.Gap, gap.Value, null),
            Limit.Ratio ratio => (LimitKind.Ratio, ratio.Value, null),
            _ => throw new NotSupportedException($"The limit {rule.Limit.GetType().Name} has no form."),
        };
        var draft = new RuleDraft
        {
            Key = rule.Key,
            Name = rule.Name,
            Metric = rule.Metric.Key,
            Kind = kind,
            Against = rule.Against is { } against ? AgainstText.Of(against) : AgainstText.Complement,
            Window = rule.Window.ToString(CultureInfo.InvariantCulture),
            Minimum = rule.Minimum.ToString(CultureInfo.InvariantCulture),
            Severity = rule.Severity.ToString().ToLowerInvariant(),
            Dimensions = rule.Dimensions,
            Evidence = rule.Evidence == RuleEvidence.Interval && PeekSafeSense.Problem(rule.Metric, rule.Limit) is null ? "interval" : "",
            EffectiveFrom = rule.EffectiveFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Justification = rule.Justification?.Text ?? "",
            JustifiedOn = rule.Justification?.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        };
        return draft with
        {
            Value = Text(value, draft.IsPercent),
            High = high is { } upper ? Text(upper, draft.IsPercent) : "",
            Better = draft.NeedsBetter ? rule.Better == BetterDirection.Higher ? "higher" : "lower" : "",
        };
    }

    /// <summary>Whether both say the same, letter by letter.</summary>
    public bool Says(RuleDraft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Dimensions.SequenceEqual(other.Dimensions, StringComparer.Ordinal) && this with { Dimensions = [] } == other with { Dimensions = [] };
    }

    /// <summary>Less than one percent is said with its sign, without which it would be taken for a share.</summary>
    private static string Text(double value, bool percent) =>
        percent ? ((decimal)value * 100).ToString(value is > 0 and < 0.01 ? "0.############ '%'" : "0.############", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}

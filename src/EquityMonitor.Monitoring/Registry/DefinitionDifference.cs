using System.Globalization;
using System.Text;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>One thing that two definitions say differently, from what to what.</summary>
/// <param name="Name">As in <see cref="DefinitionChange"/>: "threshold".</param>
/// <param name="Before">Null where it takes more than a few words, such as a query.</param>
/// <param name="After">Null as <paramref name="Before"/>.</param>
public sealed record DefinitionDifference(string Name, string? Before, string? After)
{
    private const string None = "none";
    private const int LongestText = 80;

    /// <summary>"threshold from 0.5 to 0.4".</summary>
    public string InSentence => Before is null || After is null ? Name : $"{Name} from {Shorten(Before)} to {Shorten(After)}";

    /// <summary>Everything but version and rules.</summary>
    public static IReadOnlyList<DefinitionDifference> Between(ModelDefinition old, ModelDefinition changed)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(changed);
        return [.. Entries(old).Zip(Entries(changed)).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => Of(pair.First.Key, old, changed))];
    }

    /// <summary>What a rule says differently: "floor from 55 % to 60 %, window from 90 to 28 days".</summary>
    internal static string Between(RuleDefinition old, RuleDefinition changed)
    {
        var (before, after) = (RuleDraft.Of(old), RuleDraft.Of(changed));
        var differences = new List<DefinitionDifference>
        {
            new("name", $"'{old.Name}'", $"'{changed.Name}'"),
            new("metric", old.Metric.Name, changed.Metric.Name),
            before.Kind == after.Kind ? new(before.LimitKey, Value(before), Value(after)) : new("limit", $"{before.LimitKey} {Value(before)}", $"{after.LimitKey} {Value(after)}"),
            new("against", old.Against is null ? None : before.Against, changed.Against is null ? None : after.Against),
            new("better", old.Better.ToString().ToLowerInvariant(), changed.Better.ToString().ToLowerInvariant()),
            new("window", Days(old.Window), Days(changed.Window)),
            new("least number judged", before.Minimum, after.Minimum),
            new("severity", before.Severity, after.Severity),
            new("evidence", Evidence(old), Evidence(changed)),
            new("first counted day", Day(old.EffectiveFrom), Day(changed.EffectiveFrom)),
            new("dimensions", Dimensions(old), Dimensions(changed)),
        };
        return string.Join(", ", differences.Where(difference => difference.Before != difference.After).Select(difference => difference.InSentence));
    }

    /// <param name="entry">Of <see cref="CanonicalDefinition"/>.</param>
    internal static DefinitionDifference Of(string entry, ModelDefinition old, ModelDefinition changed)
    {
        var (before, after) = (Text(entry, old), Text(entry, changed));

        // What differs only beyond these few words is named and not told.
        return before == after ? new(entry, null, null) : new(entry, before, after);
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(ModelDefinition definition) =>
        [.. CanonicalDefinition.Metadata(definition), .. CanonicalDefinition.Rows(definition), .. CanonicalDefinition.Points(definition)];

    private static string? Text(string entry, ModelDefinition definition) => entry switch
    {
        "name" => definition.Name,
        "purpose" => definition.Purpose ?? None,
        "owner" => definition.Owner ?? None,
        "outcome name" => definition.Outcome.Name ?? None,
        CanonicalDefinition.DimensionNames => List(definition.Dimensions.Select(dimension => dimension.Name)),
        "dimensions" => List(definition.Dimensions.Select(dimension => dimension.Column)),
        "changedAt" => definition.ChangedAt?.Column ?? None,
        "standardiseBy" => definition.StandardiseBy is { } columns ? List(columns) : "age and sex",
        "source" => definition.Source is { } source ? $"{source.Connection} ({source.Provider})" : None,
        "score" => string.Create(CultureInfo.InvariantCulture, $"{definition.Score.Column} ({definition.Score.Min} to {definition.Score.Max})"),
        "outcome column" => definition.Outcome.Column,
        "time column and kind" => definition.Time is { } time ? $"{time.Column} ({time.Kind.ToString().ToLowerInvariant()})" : None,
        "time zone" => definition.Time?.Zone.Id ?? None,
        "encounter" => definition.Encounter,
        "perEncounter" => definition.PerEncounter.ToString().ToLowerInvariant(),
        "patient" => definition.Patient ?? None,
        "response" => definition.Response?.Column ?? None,
        "need" => definition.Need ?? None,
        "threshold" => definition.Threshold.ToString(CultureInfo.InvariantCulture),
        "maturity" => Days(definition.Outcome.MaturityDays),
        "windows" => string.Create(CultureInfo.InvariantCulture, $"{List(definition.Windows.Select(days => days.ToString(CultureInfo.InvariantCulture)))} days"),
        "baseline" => definition.Baseline is { } baseline ? $"{Day(baseline.From)} \u2013 {Day(baseline.To)}" : None,
        _ => null,
    };

    private static string Value(RuleDraft draft)
    {
        var text = new StringBuilder(draft.Value);
        if (draft.Kind == LimitKind.Band)
            text.Append(" to ").Append(draft.High);
        if (draft.IsPercent && text[^1] != '%')
            text.Append(draft.Kind == LimitKind.Gap ? " points" : " %");
        return text.ToString();
    }

    private static string Evidence(RuleDefinition rule) => rule.Evidence == RuleEvidence.PeekSafe ? "peek-safe" : "interval";

    private static string Dimensions(RuleDefinition rule) => rule.Dimensions.Count == 0 ? "all" : List(rule.Dimensions);

    private static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : None;

    private static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}");

    private static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "the first possible day";

    private static string Shorten(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "\u2026";
}

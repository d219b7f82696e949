using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Hashes of what a definition says, whatever the layout of its file: SHA-256 as lower-case hexadecimal.</summary>
public static class ModelDefinitionHash
{
    /// <summary>Of everything.</summary>
    public static string Of(ModelDefinition definition) => Hash(
    [
        .. CanonicalDefinition.Metadata(definition), .. CanonicalDefinition.Rows(definition), .. CanonicalDefinition.Points(definition),
        .. CanonicalDefinition.Version(definition), .. CanonicalDefinition.Rules(definition), .. CanonicalDefinition.Intervals(definition),
        .. CanonicalDefinition.Justifications(definition),
    ]);

    /// <summary>Of what stored points depend on: not of names, purpose and owner, and of rules only whether they ask points to keep more than all keep.</summary>
    public static string EvaluationHash(ModelDefinition definition) => Hash(
    [
        .. CanonicalDefinition.Rows(definition), .. CanonicalDefinition.Points(definition), .. CanonicalDefinition.Version(definition),
        .. CanonicalDefinition.KeptForRules(definition),
    ]);

    private static string Hash(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in entries)
            text.Append(CultureInfo.InvariantCulture, $"{key.Length}:{key}={value.Length}:{value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>A definition as keys and texts, in the groups that a change of them has different effects for. Lengths stand before lists' items, so that no two definitions share a text.</summary>
internal static class CanonicalDefinition
{
    public const string DimensionNames = "dimension names";

    private static readonly HashSet<string> MeaningOfRows = new(StringComparer.Ordinal)
    {
        "score", "outcome column", "time column and kind", "time zone", "encounter", "perEncounter",
    };

    public static IEnumerable<KeyValuePair<string, string>> Metadata(ModelDefinition definition) =>
    [
        new("key", definition.Key),
        new("name", definition.Name),
        new("purpose", definition.Purpose ?? ""),
        new("owner", definition.Owner ?? ""),
        new("outcome name", definition.Outcome.Name ?? ""),
        new(DimensionNames, List(definition.Dimensions.Select(dimension => dimension.Name))),
        new("changedAt", definition.ChangedAt is { } changedAt ? List([changedAt.Column, changedAt.Query]) : ""),
        new("standardiseBy", definition.StandardiseBy is { } columns ? "by " + List(columns) : ""),
    ];

    /// <summary>Of <see cref="Rows"/>, what the score, outcome and count of rows that are stored already depend on.</summary>
    public static IEnumerable<KeyValuePair<string, string>> RowMeaning(ModelDefinition definition) => Rows(definition).Where(entry => MeaningOfRows.Contains(entry.Key));

    /// <summary>What decides which rows are read and what they become.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Rows(ModelDefinition definition) =>
    [
        new("source", definition.Source is { } source ? List([source.Provider, source.Connection]) : ""),
        new("query", definition.Source?.Query ?? ""),
        new("score", List([definition.Score.Column, definition.Score.Kind.ToString(), Number(definition.Score.Min), Number(definition.Score.Max)])),
        new("outcome column", definition.Outcome.Column),
        new("time column and kind", definition.Time is { } time ? List([time.Column, time.Kind.ToString()]) : ""),
        new("time zone", definition.Time?.Zone.Id ?? ""),
        new("encounter", definition.Encounter),
        new("perEncounter", definition.PerEncounter.ToString()),
        new("patient", definition.Patient ?? ""),
        new("response", definition.Response is { } response ? List([response.Column, List(response.Accepted), List(response.Overridden)]) : ""),
        new("need", definition.Need ?? ""),
        new("dimensions", List(definition.Dimensions.Select(dimension => List([dimension.Column, List(dimension.Bands.Select(Number)), List(dimension.Values)])))),
    ];

    /// <summary>What decides what is computed of the rows.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Points(ModelDefinition definition) =>
    [
        new("threshold", Number(definition.Threshold)),
        new("maturity", Number(definition.Outcome.MaturityDays)),
        new("windows", List(definition.Windows.Select(days => Number(days)))),
        new("baseline", definition.Baseline is { } baseline ? List([Day(baseline.From), Day(baseline.To)]) : ""),
        new("training", List(definition.Training.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            List([pair.Key, .. pair.Value.OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => List([share.Key, Number(share.Value)]))])))),
    ];

    public static IEnumerable<KeyValuePair<string, string>> Version(ModelDefinition definition) =>
        [new("version", definition.Version), new("effective", Day(definition.Effective))];

    /// <summary>What points keep because a rule asks for it; empty for most models.</summary>
    public static IEnumerable<KeyValuePair<string, string>> KeptForRules(ModelDefinition definition) =>
        definition.KeepsCalibration ? [new("kept for rules", "calibration")] : [];

    /// <summary>What figures are shown with; empty for most models.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Intervals(ModelDefinition definition) =>
        definition.Confidence == ConfidenceLevel.Default ? [] : [new("confidence", Number(definition.Confidence.Value))];

    public static IEnumerable<KeyValuePair<string, string>> Rules(ModelDefinition definition) =>
        [new("alertsFrom", Day(definition.AlertsFrom)), new("evidenceBudget", Number(definition.EvidenceBudget)), .. definition.Rules.Select(rule => new KeyValuePair<string, string>("rule", Rule(rule)))];

    /// <summary>Apart from <see cref="Rules"/>, since no verdict and no evidence depends on them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Justifications(ModelDefinition definition) =>
        definition.Rules.Where(rule => rule.Justification is not null).Select(rule => new KeyValuePair<string, string>("justification", List([rule.Key, rule.Justification!.Text, Day(rule.Justification.On)])));

    /// <summary>What is judged: a rule that says the same goes on with its evidence and alerts, whatever justifies it.</summary>
    public static string Rule(RuleDefinition rule) => List(
    [
        rule.Key, rule.Name, rule.Metric.Key, Limit(rule.Limit), rule.Better.ToString(), rule.Against is { } against ? AgainstText.Of(against) : "", Number(rule.Window), Number(rule.Minimum),
        rule.Severity.ToString(), List(rule.Dimensions), rule.Evidence.ToString(), Day(rule.EffectiveFrom),
    ]);

    private static string Limit(Limit limit) => limit switch
    {
        Limit.Floor floor => List(["floor", Number(floor.Value)]),
        Limit.Ceiling ceiling => List(["ceiling", Number(ceiling.Value)]),
        Limit.Band band => List(["band", Number(band.Low), Number(band.High)]),
        Limit.Gap gap => List(["gap", Number(gap.Value)]),
        Limit.Ratio ratio => List(["ratio", Number(ratio.Value)]),
        _ => throw new NotSupportedException($"The limit {limit.GetType().Name} has no canonical text."),
    };

    private static string List(IEnumerable<string> items) => string.Concat(items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Length}:{item},")));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

using EquityMonitor.Statistics;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>What of the model decides whether a rule makes sense.</summary>
/// <param name="Form">The rule is typed into a form: limits of proportions are percent, in what is read and in what is said about it.</param>
internal sealed record RuleContext(ScoreDefinition? Score, double? Threshold, IReadOnlyList<DimensionDefinition> Dimensions, IReadOnlyList<int> Windows, bool Form = false)
{
    public DateRange? Baseline { get; init; }

    /// <summary>False for the audit of a file, which has a baseline only where one is given beside it.</summary>
    public bool NeedsBaseline { get; init; } = true;

    /// <summary>Whether the model says how clinicians responded to its flags.</summary>
    public bool HasResponses { get; init; }
}

/// <summary>Reads the rules of a definition file; a rule that makes no sense is refused with the reason.</summary>
internal static class RuleReader
{
    private const int LongestName = 200;
    private const int LongestJustification = 2000;
    private const string Example = "- { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.55, window: 90 }";

    public static IReadOnlyList<RuleDefinition> Read(YamlSection file, RuleContext context, bool monitoring)
    {
        if (file.List("rules", Example) is not { } items)
        {
            if (monitoring && !file.Has("rules"))
                file.Missing("rules", $"rules: with {Example}, or rules: [] to watch without a commitment");
            return [];
        }

        var rules = new List<RuleDefinition>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not YamlMappingNode mapping)
            {
                file.Problem(items[i], $"rules[{i}]", $"A rule is a group of keys. Write, for example, {Example}");
                continue;
            }

            var section = file.Child(mapping, $"rules[{i}]");
            var rule = One(section, context);
            section.RefuseUnknownKeys();
            if (rule is null)
                continue;
            if (rules.Any(other => other.Key == rule.Key))
                section.Problem("key", $"Another rule has the key '{rule.Key}'. Write one of its own.");
            rules.Add(rule);
        }

        return rules;
    }

    private static RuleDefinition? One(YamlSection section, RuleContext context)
    {
        var key = section.RequiredText("key", "key: sens-floor");
        if (key is not null && !ModelDefinitionYaml.KeyShape().IsMatch(key))
            section.Problem("key", $"'{key}' cannot be a key. Write lower-case letters, digits, hyphens and underscores, beginning with a letter, at most 64.");
        var name = section.Text("name");
        if (name?.Length > LongestName)
            section.Problem("name", $"A name has at most {LongestName} characters. Write a shorter one.");
        var metric = ReadMetric(section, context);
        var limit = LimitReader.Read(section, metric, context.Form);
        var against = AgainstReader.Read(section, limit, context);
        var better = Better(section, metric, limit);
        if (metric is not null && limit is not null && RuleSense.Problem(metric, limit, better, against, context.Form) is { } problem)
            section.Problem(LimitReader.KeyOf(limit), problem);
        var window = Window(section, context.Windows);
        var minimum = section.Whole("minimum", 1, 1_000_000) ?? 30;
        var severity = section.Choice("severity", Severity.Medium, ("low", Severity.Low), ("medium", Severity.Medium), ("high", Severity.High));
        var dimensions = Dimensions(section, context.Dimensions);
        AgainstReader.CheckScope(section, against, dimensions);
        var evidence = PeekSafeSense.Read(section, metric, limit);
        var effectiveFrom = section.Date("effectiveFrom");
        var justification = Justification(section);
        return key is null || metric is null || limit is null || better is null ? null : new()
        {
            Key = key,
            Name = name ?? metric.Name,
            Metric = metric,
            Limit = limit,
            Better = better.Value,
            Against = against,
            Window = window,
            Minimum = minimum,
            Severity = severity,
            Dimensions = dimensions,
            Evidence = evidence,
            EffectiveFrom = effectiveFrom,
            Justification = justification,
        };
    }

    private static Metric? ReadMetric(YamlSection section, RuleContext context)
    {
        if (section.RequiredText("metric", "metric: sensitivity") is not { } key)
            return null;
        if (Metric.Find(key) is not { } metric)
        {
            var keys = Metric.ForRules.Select(known => known.Key).ToList();
            section.Problem("metric", Metric.Catalogue.FirstOrDefault(known => known.Key == key) is { } shownOnly
                ? RuleSense.WhyNoRule(shownOnly)
                : $"'{key}' is not a metric for rules. Write {YamlSection.OneOf(keys)}.{NearestName.Hint(key, keys)}");
            return null;
        }

        if (metric.NeedsProbability && context.Score?.Kind == ScoreKind.Points)
            section.Problem("metric", $"{metric.Name} needs a score that is a probability, and this model's score is points. Write another metric, such as sensitivity or auroc.");
        if (metric == Metric.OverrideRate && !context.HasResponses)
            section.Problem("metric", "The override rate needs to know how clinicians responded to flags, and this model does not say. Add response: { column: ..., accepted: [...], overridden: [...] } to the definition, or write another metric.");
        if (metric == Metric.NetBenefit && context is { Score.Kind: ScoreKind.Probability, Threshold: <= 0 or >= 1 })
            section.Problem("metric", "Net benefit is defined for thresholds between 0 and 1, both excluded. Write another metric or another threshold.");
        return metric;
    }

    private static BetterDirection? Better(YamlSection section, Metric? metric, Limit? limit)
    {
        var stated = section.Choice<BetterDirection?>("better", null, ("higher", BetterDirection.Higher), ("lower", BetterDirection.Lower));
        if (metric is null)
            return null;
        if (limit is Limit.Band)
        {
            if (stated is not null)
                section.Problem("better", "A band has no better end. Leave 'better' out.");
            return metric.Better == BetterDirection.Stated ? BetterDirection.Target : metric.Better;
        }

        if (metric.Better == BetterDirection.Stated)
        {
            if (!section.Has("better"))
                section.Missing("better", $"better: lower or better: higher, since neither end of the {metric.Name.ToLowerInvariant()} is good in itself");
            return stated;
        }

        if (stated is not null && stated != metric.Better)
            section.Problem("better", metric.Better == BetterDirection.Target
                ? $"{metric.Name} has no better end: {metric.Aim} is the aim. Leave 'better' out and write a band."
                : $"{metric.Name} is better when {(metric.Better == BetterDirection.Higher ? "higher" : "lower")}. Leave 'better' out.");
        return metric.Better;
    }

    private static RuleJustification? Justification(YamlSection section)
    {
        // One paragraph, however its lines were broken in the file.
        var text = section.Text("justification") is { } written ? string.Join(' ', written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
        var on = section.Date("justifiedOn");
        if (text?.Length > LongestJustification)
            section.Problem("justification", $"A justification has at most {LongestJustification} characters. Write a shorter one, and refer to the document that says more.");
        if (text is not null && !section.Has("justifiedOn"))
            section.Missing("justifiedOn", "justifiedOn: 2026-01-15, the day on which the justification was given");
        if (text is null && section.Has("justifiedOn"))
            section.Missing("justification", "justification: Below half, nurses no longer act on flags, beside the day on which it was given");
        return text is not null && on is { } day ? new(text, day) : null;
    }

    private static int Window(YamlSection section, IReadOnlyList<int> windows)
    {
        var window = section.Whole("window", 1, int.MaxValue);
        if (windows.Count == 0)
            return 0;
        if (window is null)
            return windows[^1];
        if (!windows.Contains(window.Value))
            section.Problem("window", $"{window} days is not a window of this model. Write {YamlSection.OneOf([.. windows.Select(days => $"{days}")])}, or add it to windows.");
        return window.Value;
    }

    private static IReadOnlyList<string> Dimensions(YamlSection section, IReadOnlyList<DimensionDefinition> declared)
    {
        if (section.Texts("dimensions", "dimensions: [race, language]") is not { } columns)
            return [];
        if (columns.Count == 0)
            section.Problem("dimensions", "The list is empty. Leave it out when the rule is about all dimensions.");
        var known = declared.Select(dimension => dimension.Column).ToList();
        foreach (var column in columns.Where(column => !known.Contains(column)))
        {
            var hint = declared.FirstOrDefault(dimension => dimension.Name == column) is { } named ? $" Did you mean '{named.Column}'?" : NearestName.Hint(column, known);
            section.Problem("dimensions", $"'{column}' is not a dimension of this model. Write the column of one: {string.Join(", ", known)}.{hint}");
        }

        return columns;
    }
}

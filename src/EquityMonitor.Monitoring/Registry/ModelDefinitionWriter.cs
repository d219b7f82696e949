using System.Globalization;
using System.Text.RegularExpressions;
using EquityMonitor.Statistics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Writes a definition in the order and form in which people write it.</summary>
internal static partial class ModelDefinitionWriter
{
    public static string Write(ModelDefinition definition)
    {
        var root = new YamlMappingNode();
        Add(root, "key", definition.Key);
        Add(root, "name", definition.Name);
        root.Add("version", Quoted(definition.Version));
        Add(root, "effective", Day(definition.Effective));
        Add(root, "purpose", definition.Purpose);
        Add(root, "owner", definition.Owner);
        root.Add("score", Score(definition.Score));
        root.Add("threshold", Number(definition.Threshold));
        root.Add("outcome", Outcome(definition.Outcome));
        if (definition.Time is { } time)
            root.Add("time", Group(("column", Text(time.Column)), ("zone", Text(time.Zone.Id)), ("kind", Plain(time.Kind.ToString().ToLowerInvariant()))));
        Add(root, "encounter", definition.Encounter);
        root.Add("perEncounter", Plain(definition.PerEncounter.ToString().ToLowerInvariant()));
        Add(root, "patient", definition.Patient);
        if (definition.Response is { } response)
            root.Add("response", Group(("column", Text(response.Column)), ("accepted", Texts(response.Accepted)), ("overridden", Texts(response.Overridden))));
        Add(root, "need", definition.Need);
        if (definition.ChangedAt is { } changedAt)
            root.Add("changedAt", new YamlMappingNode { { "column", Text(changedAt.Column) }, { "query", Query(changedAt.Query) } });
        if (definition.Source is { } source)
            root.Add("source", new YamlMappingNode { { "provider", Text(source.Provider) }, { "connection", Text(source.Connection) }, { "query", Query(source.Query) } });
        root.Add("dimensions", new YamlSequenceNode(definition.Dimensions.Select(Dimension)));
        if (definition.StandardiseBy is { } columns)
            root.Add("standardiseBy", Texts(columns));
        if (definition.Windows.Count > 0)
            root.Add("windows", Flow(definition.Windows.Select(days => Number(days))));
        if (definition.Baseline is { } baseline)
            root.Add("baseline", Group(("from", Plain(Day(baseline.From)!)), ("to", Plain(Day(baseline.To)!))));
        if (definition.Training.Count > 0)
            root.Add("training", new YamlMappingNode(definition.Training.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(Text(pair.Key), Shares(pair.Value)))));
        Add(root, "alertsFrom", Day(definition.AlertsFrom));
        root.Add("confidence", Number(definition.Confidence.Value));
        root.Add("evidenceBudget", Number(definition.EvidenceBudget));
        root.Add("rules", new YamlSequenceNode(definition.Rules.Select(Rule)));
        if (definition.Rules.Count == 0)
            ((YamlSequenceNode)root.Children["rules"]).Style = SequenceStyle.Flow;

        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        writer.NewLine = "\n";
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        var text = writer.ToString();
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static YamlMappingNode Outcome(OutcomeDefinition outcome) => outcome.Name is { } name
        ? Group(("column", Text(outcome.Column)), ("name", Text(name)), ("maturityDays", Number(outcome.MaturityDays)))
        : Group(("column", Text(outcome.Column)), ("maturityDays", Number(outcome.MaturityDays)));

    private static YamlMappingNode Score(ScoreDefinition score) => score.Kind == ScoreKind.Probability
        ? Group(("column", Text(score.Column)), ("kind", Plain("probability")))
        : Group(("column", Text(score.Column)), ("kind", Plain("points")), ("min", Number(score.Min)), ("max", Number(score.Max)));

    private static YamlNode Dimension(DimensionDefinition dimension)
    {
        var node = Group(("column", Text(dimension.Column)), ("name", Text(dimension.Name)));
        if (dimension.Bands.Count > 0)
            node.Add("bands", Flow(dimension.Bands.Select(Number)));
        if (dimension.Values.Count > 0)
            node.Add("values", Texts(dimension.Values));
        return node;
    }

    private static YamlNode Rule(RuleDefinition rule)
    {
        var node = Group(("key", Text(rule.Key)), ("name", Text(rule.Name)), ("metric", Text(rule.Metric.Key)));
        if (rule.Against is { } against)
            node.Add("against", Text(AgainstText.Of(against)));
        node.Add(LimitReader.KeyOf(rule.Limit), rule.Limit switch
        {
            Limit.Floor floor => Number(floor.Value),
            Limit.Ceiling ceiling => Number(ceiling.Value),
            Limit.Gap gap => Number(gap.Value),
            Limit.Ratio ratio => Number(ratio.Value),
            Limit.Band band => Flow([Number(band.Low), Number(band.High)]),
            _ => throw new NotSupportedException($"The limit {rule.Limit.GetType().Name} cannot be written."),
        });
        if (rule.Metric.Better == BetterDirection.Stated && rule.Limit is not Limit.Band)
            node.Add("better", Plain(rule.Better == BetterDirection.Higher ? "higher" : "lower"));
        if (rule.Window > 0)
            node.Add("window", Number(rule.Window));
        node.Add("minimum", Number(rule.Minimum));
        node.Add("severity", Plain(rule.Severity.ToString().ToLowerInvariant()));
        if (rule.Dimensions.Count > 0)
            node.Add("dimensions", Texts(rule.Dimensions));
        node.Add("evidence", Plain(rule.Evidence == RuleEvidence.PeekSafe ? "peek-safe" : "interval"));
        Add(node, "effectiveFrom", Day(rule.EffectiveFrom));
        Add(node, "justification", rule.Justification?.Text);
        Add(node, "justifiedOn", Day(rule.Justification?.On));
        return node;
    }

    private static YamlMappingNode Shares(IReadOnlyDictionary<string, double> shares) =>
        Group([.. shares.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (YamlNode)Number(pair.Value)))]);

    private static YamlMappingNode Group(params IEnumerable<(string Key, YamlNode Value)> entries)
    {
        var node = new YamlMappingNode { Style = MappingStyle.Flow };
        foreach (var (key, value) in entries)
            node.Add(Text(key), value);
        return node;
    }

    private static void Add(YamlMappingNode node, string key, string? text)
    {
        if (text is not null)
            node.Add(key, Text(text));
    }

    private static YamlSequenceNode Texts(IEnumerable<string> texts) => Flow(texts.Select(Text));

    private static YamlSequenceNode Flow(IEnumerable<YamlNode> items) => new(items) { Style = SequenceStyle.Flow };

    private static YamlScalarNode Number(double value) => Plain(value.ToString("R", CultureInfo.InvariantCulture));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static YamlScalarNode Text(string text) => PlainWords().IsMatch(text) && !ReadsAsOther().IsMatch(text) ? Plain(text) : Quoted(text);

    /// <summary>A query of several lines is kept readable as a block where YAML would give it back unchanged.</summary>
    private static YamlScalarNode Query(string query) =>
        query.Contains('\n') && query[0] != ' ' && query[^1] != '\n' && !query.AsSpan().ContainsAny('\r', '\t') && !query.Contains(" \n", StringComparison.Ordinal) && query.All(letter => letter is '\n' or (>= ' ' and <= '~'))
            ? new YamlScalarNode(query) { Style = ScalarStyle.Literal }
            : Quoted(query);

    private static YamlScalarNode Plain(string text) => new(text) { Style = ScalarStyle.Plain };

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    /// <summary>What every YAML reader takes for the same words, also inside braces.</summary>
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_./ -]*(?<! )$", RegexOptions.None, 1000)]
    private static partial Regex PlainWords();

    /// <summary>What some YAML reader takes for a number, a truth value or nothing; days may stay plain.</summary>
    [GeneratedRegex("^(?:null|true|false|yes|no|on|off|y|n|[0-9][0-9_.eExXoO]*)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ReadsAsOther();
}

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>A field of a form, for problems.</summary>
public enum RuleField
{
    Key,
    Name,
    Metric,
    Limit,
    Against,
    Better,
    Window,
    Minimum,
    Severity,
    Dimensions,
    Evidence,
    EffectiveFrom,
    Justification,
    JustifiedOn,
}

/// <param name="Draft">Place of the draft, from 0.</param>
public sealed record RuleDraftProblem(int Draft, RuleField Field, string Message);

/// <param name="Rules">In the order of the drafts; empty when there is any problem.</param>
public sealed record RuleDraftReading(IReadOnlyList<RuleDefinition> Rules, IReadOnlyList<RuleDraftProblem> Problems);

/// <summary>Reads what was typed into a form by the reader of definition files, so that one set of rules decides what a rule may be.</summary>
public static class RuleDraftReader
{
    /// <param name="definition">Of the model that the rules are for.</param>
    /// <param name="drafts">All rules that the model shall have.</param>
    public static RuleDraftReading Read(ModelDefinition definition, IReadOnlyList<RuleDraft> drafts)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(drafts);
        var problems = new List<DefinitionProblem>();
        var file = new YamlMappingNode { { "rules", new YamlSequenceNode(drafts.Select(Node)) } };
        var context = new RuleContext(definition.Score, definition.Threshold, definition.Dimensions, definition.Windows, Form: true)
        {
            Baseline = definition.Baseline,
            HasResponses = definition.Response is not null,
        };
        var rules = RuleReader.Read(new YamlSection(file, "", problems), context, monitoring: true);
        return problems.Count == 0 ? new(rules, []) : new([], [.. problems.Select(Problem)]);
    }

    private static YamlMappingNode Node(RuleDraft draft)
    {
        var node = new YamlMappingNode
        {
            { "key", Text(draft.Key) },
            { "name", Text(draft.Name) },
            { "metric", Text(draft.Metric) },
            { draft.LimitKey, draft.Kind == LimitKind.Band ? new YamlSequenceNode(Text(draft.Value), Text(draft.High)) : Text(draft.Value) },
            { "window", Text(draft.Window) },
            { "minimum", Text(draft.Minimum) },
            { "severity", Text(draft.Severity) },
        };
        if (draft.Compares)
            node.Add("against", Text(draft.Against));
        if (draft.NeedsBetter)
            node.Add("better", Text(draft.Better));
        if (draft.Evidence.Length > 0)
            node.Add("evidence", Text(draft.Evidence));
        if (draft.EffectiveFrom.Length > 0)
            node.Add("effectiveFrom", Text(draft.EffectiveFrom));
        if (draft.Justification.Length > 0)
            node.Add("justification", Text(draft.Justification));
        if (draft.JustifiedOn.Length > 0)
            node.Add("justifiedOn", Text(draft.JustifiedOn));
        if (draft.Dimensions.Count > 0)
            node.Add("dimensions", new YamlSequenceNode(draft.Dimensions.Select(Text)));
        return node;
    }

    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static RuleDraftProblem Problem(DefinitionProblem problem)
    {
        // "rules[2].floor", or "rules[2]" for the rule as a whole, which lacks its limit then.
        var end = problem.Key.IndexOf(']', StringComparison.Ordinal);
        var draft = int.Parse(problem.Key.AsSpan("rules[".Length, end - "rules[".Length), System.Globalization.CultureInfo.InvariantCulture);
        var key = problem.Key.Length > end + 2 ? problem.Key[(end + 2)..] : "";
        return new(draft, Enum.TryParse<RuleField>(key, ignoreCase: true, out var field) ? field : RuleField.Limit, problem.Message);
    }
}

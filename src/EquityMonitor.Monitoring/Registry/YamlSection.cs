using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>
/// One mapping of a definition file: reads its keys and collects what is wrong with them, so that all problems are reported at once.
/// A key with nothing (or null) behind it counts as left out.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlMappingNode _node;
    private readonly string _path;
    private readonly List<DefinitionProblem> _problems;
    private readonly Dictionary<string, YamlNode> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlSection(YamlMappingNode node, string path, List<DefinitionProblem> problems)
    {
        _node = node;
        _path = path;
        _problems = problems;
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                _entries[name] = value;
            else
                Problem(key, "", "A key has to be a plain word.");
        }
    }

    public IEnumerable<string> Keys => _entries.Keys;

    public int Line => LineOf(_node);

    public string PathOf(string key) => _path.Length == 0 ? key : key.Length == 0 ? _path : $"{_path}.{key}";

    public void Problem(YamlNode? node, string key, string message) => _problems.Add(new(node is null ? Line : LineOf(node), PathOf(key), message));

    public void Problem(string key, string message) => Problem(_entries.GetValueOrDefault(key), key, message);

    /// <summary>The node behind a key, or null when it is left out or empty.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var node) && !IsEmpty(node) ? node : null;
    }

    public bool Has(string key) => Node(key) is not null;

    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } value }:
                return value.Trim();
            default:
                Problem(key, "One value is expected here, not a list or a group of keys.");
                return null;
        }
    }

    public string? RequiredText(string key, string example)
    {
        if (!Has(key))
        {
            Missing(key, example);
            return null;
        }

        return Text(key);
    }

    public void Missing(string key, string example) => Problem(_entries.GetValueOrDefault(key), key, $"'{key}' is missing. Write, for example, {example}");

    public double? Number(string key) => Node(key) is not null && Text(key) is { } text ? ToNumber(_entries[key], key, text) : null;

    public double? ToNumber(YamlNode node, string key, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        var advice = text.EndsWith('%') ? "Write a share such as 0.15 instead of a percentage." : "Write a number with a decimal point, such as 0.15.";
        Problem(node, key, $"'{text}' is not a number. {advice}");
        return null;
    }

    public int? Whole(string key, int least, int most)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Problem(key, $"'{text}' is not a whole number from {least} to {most}. Write one.");
        return null;
    }

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Problem(key, $"'{text}' is not a day. Write year-month-day, such as 2026-07-01.");
        return null;
    }

    /// <summary>One of the named choices; the default when left out or not known (then with a problem).</summary>
    public T Choice<T>(string key, T byDefault, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Text(key) is not { } text)
            return byDefault;
        var names = new List<string>();
        foreach (var (name, value) in choices)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
                return value;
            names.Add(name);
        }

        Problem(key, $"'{text}' is not known here. Write {OneOf(names)}.{NearestName.Hint(text, names)}");
        return byDefault;
    }

    public YamlSection? Section(string key, string example)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlSection(mapping, PathOf(key), _problems);
            default:
                Problem(key, $"A group of keys is expected here. Write, for example, {example}");
                return null;
        }
    }

    /// <summary>A section of an item of a list, whose path is that of the item.</summary>
    public YamlSection Child(YamlMappingNode mapping, string key) => new(mapping, PathOf(key), _problems);

    /// <summary>The items of a list, or null when the key is left out or is not a list (then with a problem).</summary>
    public IReadOnlyList<YamlNode>? List(string key, string example)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlSequenceNode sequence:
                return sequence.Children.ToList();
            default:
                Problem(key, $"A list is expected here. Write, for example, {example}");
                return null;
        }
    }

    /// <summary>The texts of a list, trimmed; blank, repeated and nested items are problems.</summary>
    public IReadOnlyList<string>? Texts(string key, string example)
    {
        if (List(key, example) is not { } items)
            return null;
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (item is not YamlScalarNode { Value: { } value } || value.Trim().Length == 0)
                Problem(item, key, $"Each item has to be one value. Write, for example, {example}");
            else if (texts.Contains(value.Trim(), StringComparer.Ordinal))
                Problem(item, key, $"'{value.Trim()}' is listed twice. Remove one of them.");
            else
                texts.Add(value.Trim());
        }

        return texts;
    }

    /// <summary>Refuses every key that was never asked for. Called last.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var (key, value) in _entries)
        {
            if (_asked.Contains(key))
                continue;
            var known = _asked.OrderBy(name => name, StringComparer.Ordinal).ToList();
            var hint = NearestName.Hint(key, known);
            Problem(KeyNode(key) ?? value, key, $"'{key}' is not a key that is known here.{(hint.Length > 0 ? hint : $" Known are: {string.Join(", ", known)}.")}");
        }
    }

    public static string OneOf(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}";

    public static bool IsEmpty(YamlNode node) => node is YamlScalarNode scalar
        && (string.IsNullOrWhiteSpace(scalar.Value) || (scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "null" or "~"));

    public static int LineOf(YamlNode node) => (int)node.Start.Line;

    private YamlNode? KeyNode(string key) => _node.Children.Keys.FirstOrDefault(node => node is YamlScalarNode scalar && scalar.Value == key);
}

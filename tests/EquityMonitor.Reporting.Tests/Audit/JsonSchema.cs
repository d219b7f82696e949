using System.Text.Json;

namespace EquityMonitor.Reporting.Tests.Audit;

/// <summary>Checks a document against the part of JSON Schema that <c>audit.schema.json</c> uses; a keyword that is not known here is an error, never passed over.</summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> Known =
        ["$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "items", "oneOf", "enum", "const", "minimum", "maximum"];

    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    public static JsonSchema OfAudit()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "audit.schema.json")));
        return new JsonSchema(document.RootElement.Clone());
    }

    /// <summary>Where the document departs from the schema; empty when it keeps to it.</summary>
    public IReadOnlyList<string> Problems(JsonElement document) => [.. Problems(document, _root, "$")];

    private IEnumerable<string> Problems(JsonElement value, JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name))
                throw new InvalidOperationException($"The schema uses '{keyword.Name}', which is not checked here.");
            var problems = keyword.Name switch
            {
                "$ref" => Problems(value, Definition(keyword.Value.GetString()!), path),
                "type" => OfType(value, keyword.Value) ? [] : [$"{path} is {value.ValueKind}, not {keyword.Value}"],
                "const" => JsonElement.DeepEquals(value, keyword.Value) ? [] : [$"{path} is {value}, not {keyword.Value}"],
                "enum" => keyword.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)) ? [] : [$"{path} is {value}, not one of {keyword.Value}"],
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble() ? [] : [$"{path} is {value}, below {keyword.Value}"],
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble() ? [] : [$"{path} is {value}, above {keyword.Value}"],
                "required" => Missing(value, keyword.Value, path),
                "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((item, index) => Problems(item, keyword.Value, $"{path}[{index}]")) : [],
                "oneOf" => One(value, keyword.Value, path),
                "properties" => OfProperties(value, schema, path),
                "additionalProperties" when !schema.TryGetProperty("properties", out _) => OfProperties(value, schema, path),
                _ => [],
            };
            foreach (var problem in problems)
                yield return problem;
        }
    }

    private IEnumerable<string> OfProperties(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var property in value.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            IEnumerable<string> problems = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var own) ? Problems(property.Value, own, at)
                : !schema.TryGetProperty("additionalProperties", out var more) ? []
                : more.ValueKind == JsonValueKind.False ? [$"{at} is not described"]
                : Problems(property.Value, more, at);
            foreach (var problem in problems)
                yield return problem;
        }
    }

    private IEnumerable<string> One(JsonElement value, JsonElement choices, string path)
    {
        var problems = choices.EnumerateArray().Select(choice => Problems(value, choice, path).ToList()).ToList();
        var fitting = problems.Count(found => found.Count == 0);
        return fitting == 1 ? [] : [$"{path} fits {fitting} of {problems.Count} descriptions: {string.Join(" | ", problems.Select(found => found.FirstOrDefault()))}"];
    }

    private static IEnumerable<string> Missing(JsonElement value, JsonElement names, string path) => value.ValueKind != JsonValueKind.Object ? []
        : names.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing");

    private static bool OfType(JsonElement value, JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => OfType(value, one)) : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            var other => throw new InvalidOperationException($"The schema uses the type '{other}', which is not checked here."),
        };

    private JsonElement Definition(string reference) => _root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);
}

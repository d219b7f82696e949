using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>
/// What a person changed of the rules, as fields that the browser keeps: the sheet as a whole, which the page knows, and fields that were typed into and not left
/// yet, which only the browser knows. What cannot be read, such as that of another version of the program, counts as nothing.
/// </summary>
/// <param name="Budget">Null when it was not changed, as <paramref name="Confidence"/>.</param>
public sealed record KeptRules(int Revision, string? Budget, string? Confidence, IReadOnlyList<KeptRule> Rules)
{
    public const string BudgetField = "budget";

    public const string ConfidenceField = "confidence";

    private const string SheetField = "sheet";

    // Neither a key of a rule nor the name of a property has a slash.
    private const char Slash = '/';

    private static readonly JsonSerializerOptions Options = new() { IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Of a text field of a rule's form.</summary>
    public static string FieldOf(string lineId, string property) => $"{lineId}{Slash}{property}";

    /// <summary>Empty when nothing was changed.</summary>
    public static IReadOnlyDictionary<string, string> Of(RuleSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (!sheet.IsTouched)
            return new Dictionary<string, string>();
        var changed = sheet.Lines.Where(line => line.Kind != RuleLineKind.InForce).Select(line => new KeptRule(line.Id, line.Draft, line.IsRemoved));
        return new Dictionary<string, string> { [SheetField] = JsonSerializer.Serialize(new KeptRules(sheet.Revision, sheet.IsBudgetTouched ? sheet.Budget : null, sheet.IsConfidenceTouched ? sheet.Confidence : null, [.. changed]), Options) };
    }

    /// <summary>On which revision the changes were typed; null when that is not known.</summary>
    public static int? RevisionOf(IReadOnlyDictionary<string, string> kept) => Read(kept)?.Revision;

    /// <summary>The same changes on a sheet that nobody has touched.</summary>
    public static RuleSheet On(RuleSheet fresh, IReadOnlyDictionary<string, string> kept)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        ArgumentNullException.ThrowIfNull(kept);
        var sheet = fresh;
        if (Read(kept) is { } whole)
        {
            sheet = whole.Rules.Aggregate(sheet, (lines, rule) => rule.On(lines));
            sheet = sheet with { Budget = whole.Budget ?? sheet.Budget, Confidence = whole.Confidence ?? sheet.Confidence };
        }

        foreach (var (field, text) in kept.Where(field => field.Key != SheetField))
        {
            sheet = field switch
            {
                BudgetField => sheet with { Budget = text },
                ConfidenceField => sheet with { Confidence = text },
                _ => Typed(sheet, field, text),
            };
        }

        return sheet;
    }

    private static RuleSheet Typed(RuleSheet sheet, string field, string text)
    {
        if (field.Split(Slash) is not [var id, var property] || sheet.Find(id) is not { IsRemoved: false } line)
            return sheet;
        var draft = JsonSerializer.SerializeToNode(line.Shown, Options)!.AsObject();
        if (draft[property] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return sheet;
        draft[property] = text.Trim();
        return Attempt(() => draft.Deserialize<RuleDraft>(Options)) is { } typed ? sheet.Write(id, typed) : sheet;
    }

    private static KeptRules? Read(IReadOnlyDictionary<string, string> kept) =>
        kept.TryGetValue(SheetField, out var text) && Attempt(() => JsonSerializer.Deserialize<KeptRules>(text, Options)) is { Rules: not null } whole ? whole : null;

    private static T? Attempt<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Id">As <see cref="RuleLine.Id"/>.</param>
/// <param name="Draft">Null for a rule that goes.</param>
public sealed record KeptRule(string Id, RuleDraft? Draft, bool IsRemoved)
{
    /// <summary>A changed rule that is no longer in force becomes a new one; one that goes and is gone already needs nothing.</summary>
    public RuleSheet On(RuleSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Find(Id) is not null)
        {
            var written = Draft is null ? sheet : sheet.Write(Id, Draft);
            return IsRemoved ? written.Remove(Id) : written;
        }

        if (Draft is null || IsRemoved)
            return sheet;
        if (RuleSheet.IsNew(Id))
            return sheet with { Lines = [.. sheet.Lines, new RuleLine(Id, null, Draft, false)] };
        var (added, id) = sheet.Add();
        return added.Write(id, Draft);
    }
}

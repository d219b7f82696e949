using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads what a gap or a ratio is measured against.</summary>
internal static class AgainstReader
{
    private const string Choices = "complement, all, baseline, or a value of a dimension such as race=White";

    public static Reference? Read(YamlSection section, Limit? limit, RuleContext context)
    {
        var compares = limit is Limit.Gap or Limit.Ratio;
        if (section.Text("against") is not { } text)
        {
            if (compares)
                section.Missing("against", "against: complement (everyone else in the same window), all, baseline (the subgroup's own) or a value such as race=White");
            return null;
        }

        if (limit is not null && !compares)
        {
            section.Problem("against", "Only a gap or a ratio is measured against something. Leave 'against' out, or write gap or ratio.");
            return null;
        }

        return text switch
        {
            AgainstText.Complement => new Reference.Complement(),
            AgainstText.Everyone => new Reference.Everyone(),
            AgainstText.OwnBaseline => OwnBaseline(section, context),
            _ => NamedValue(section, text, context),
        };
    }

    /// <summary>Groups without the reference's dimension have no counterpart, so a rule that leaves the dimension out would speak of nobody.</summary>
    public static void CheckScope(YamlSection section, Reference? against, IReadOnlyList<string> dimensions)
    {
        if (against is Reference.NamedValue(var column, var value) && dimensions.Count > 0 && !dimensions.Contains(column, StringComparer.Ordinal))
            section.Problem("dimensions", $"Only groups by {column} can be held against {AgainstText.Of(column, value)}. Add {column} to the dimensions, or leave them out.");
    }

    private static Reference.OwnBaseline? OwnBaseline(YamlSection section, RuleContext context)
    {
        if (context.Baseline is not null || !context.NeedsBaseline)
            return new Reference.OwnBaseline();
        section.Problem("against", context.Form
            ? "This model declares no baseline. Choose another reference, or declare a baseline in the definition file."
            : "This model declares no baseline. Write, for example, baseline: { from: 2026-01-01, to: 2026-03-31 }, or another reference.");
        return null;
    }

    private static Reference.NamedValue? NamedValue(YamlSection section, string text, RuleContext context)
    {
        var columns = context.Dimensions.Select(dimension => dimension.Column).ToList();
        if (AgainstText.Split(text, columns) is not { } named)
        {
            var column = text.Split('=')[0].Trim();
            section.Problem("against", text.Contains('=', StringComparison.Ordinal)
                ? $"'{column}' is not a dimension of this model. Write the column of one and a value of it: {string.Join(", ", columns)}.{NearestName.Hint(column, columns)}"
                : $"Nothing can be measured against '{text}'. Write {Choices}.{NearestName.Hint(text, [AgainstText.Complement, AgainstText.Everyone, AgainstText.OwnBaseline])}");
            return null;
        }

        if (string.IsNullOrWhiteSpace(named.Value))
        {
            section.Problem("against", $"The value of {named.Column} is missing. Write, for example, against: {AgainstText.Of(named.Column, Example(context, named.Column))}");
            return null;
        }

        var dimension = context.Dimensions.First(dimension => dimension.Column == named.Column);
        if (dimension.KnownValues is { } known && !known.Contains(named.Value, StringComparer.Ordinal))
        {
            section.Problem("against", $"{dimension.Name} has no value '{named.Value}'. Write {YamlSection.OneOf(known)}.{NearestName.Hint(named.Value, known)}");
            return null;
        }

        return new Reference.NamedValue(named.Column, named.Value);
    }

    private static string Example(RuleContext context, string column) =>
        context.Dimensions.First(dimension => dimension.Column == column).KnownValues?[0] ?? "White";
}

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Which dimensions are made equal when a gap is standardised: those that the definition names, else those that say age and sex.</summary>
public static class Strata
{
    /// <summary>With more, too few patients are alike in all of them.</summary>
    public const int Most = 3;

    private static readonly string[] Age = ["age", "ages", "aged", "agegroup", "ageband", "agerange", "agecategory", "agecat"];
    private static readonly string[] Sex = ["sex", "gender"];

    public static IReadOnlyList<DimensionDefinition> Of(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.StandardiseBy is { } columns
            ? [.. columns.Select(column => definition.Dimensions.First(dimension => dimension.Column == column))]
            : Guess(definition.Dimensions);
    }

    /// <summary>Age in bands before age in words, since bands are coarse on purpose.</summary>
    private static IReadOnlyList<DimensionDefinition> Guess(IReadOnlyList<DimensionDefinition> dimensions)
    {
        DimensionDefinition?[] found =
        [
            dimensions.Where(dimension => Says(dimension, Age)).OrderByDescending(dimension => dimension.Bands.Count > 0).FirstOrDefault(),
            dimensions.FirstOrDefault(dimension => Says(dimension, Sex)),
        ];
        return [.. found.OfType<DimensionDefinition>().Distinct()];
    }

    private static bool Says(DimensionDefinition dimension, string[] words) =>
        Words(dimension.Column).Concat(Words(dimension.Name)).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>"age_at_visit", "ageAtVisit" and "Age (years)" all say age; "language" and "triage" do not.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length || !char.IsLetter(text[i]);
            if (!isEnd && !(i > start && char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
                continue;
            if (i > start)
                yield return text[start..i];
            start = isEnd ? i + 1 : i;
        }
    }
}

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads the declared shares of the training population.</summary>
internal static class TrainingReader
{
    private const string Example = "training: { race: { White: 0.74, Black: 0.19 } }";

    /// <summary>Shares are typed rounded; a sum that is over 1 by rounding alone is accepted.</summary>
    private const double RoundingSlack = 1e-9;

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Read(YamlSection file, IReadOnlyList<DimensionDefinition> dimensions)
    {
        var training = new SortedDictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal);
        if (file.Section("training", Example) is not { } section)
            return training;
        var columns = dimensions.Select(dimension => dimension.Column).ToList();
        foreach (var column in section.Keys)
        {
            if (dimensions.FirstOrDefault(dimension => dimension.Column == column) is not { } dimension)
                section.Problem(column, $"'{column}' is not a dimension of this model. Write the column of one: {string.Join(", ", columns)}.{NearestName.Hint(column, columns)}");
            else if (section.Section(column, Example) is { } shares)
                training[column] = Shares(shares, dimension);
            else if (!section.Has(column))
                section.Missing(column, Example);
        }

        return training;
    }

    private static SortedDictionary<string, double> Shares(YamlSection section, DimensionDefinition dimension)
    {
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var permitted = Permitted(dimension);
        foreach (var typed in section.Keys)
        {
            var value = typed.Trim();
            if (permitted is not null && !permitted.Contains(value))
                section.Problem(typed, $"'{value}' is not a value of {dimension.Name}. Write {YamlSection.OneOf(permitted)}.");
            else if (section.Number(typed) is not { } share)
                continue;
            else if (share is < 0 or > 1)
                section.Problem(typed, $"A share lies in 0 to 1. Write, for example, {Example}");
            else if (!shares.TryAdd(value, share))
                section.Problem(typed, $"'{value}' is listed twice. Remove one of them.");
        }

        if (shares.Values.Sum() > 1 + RoundingSlack)
            section.Problem("", "The shares add up to more than 1. What they leave below 1 stands for all other values.");
        return shares;
    }

    /// <summary>What a row of the dimension can become, or null when every value stands for itself.</summary>
    private static IReadOnlyList<string>? Permitted(DimensionDefinition dimension) =>
        dimension.Bands.Count > 0 ? [.. new BandLabels(dimension.Bands).All, DimensionDefinition.Unknown]
        : dimension.Values.Count > 0 ? [.. dimension.Values.Union([DimensionDefinition.Other, DimensionDefinition.Unknown], StringComparer.Ordinal)]
        : null;
}

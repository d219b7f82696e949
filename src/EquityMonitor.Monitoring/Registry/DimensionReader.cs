using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads the list of dimensions of a definition file.</summary>
internal static class DimensionReader
{
    private const string Example = "- race   or   - { column: age, name: Age band, bands: [18, 45, 65, 80] }";

    /// <param name="notPatients">Columns that identify or judge an encounter and so cannot split patients.</param>
    public static IReadOnlyList<DimensionDefinition> Read(YamlSection file, IReadOnlyList<string?> notPatients)
    {
        var dimensions = new List<DimensionDefinition>();
        if (!file.Has("dimensions"))
            file.Missing("dimensions", "dimensions: [race, sex]");
        if (file.List("dimensions", Example) is not { } items)
            return dimensions;
        if (items.Count == 0)
            file.Problem("dimensions", "The list of dimensions is empty. Write at least one, for example " + Example);
        for (var i = 0; i < items.Count; i++)
        {
            var key = $"dimensions[{i}]";
            if (One(file, items[i], key) is not { } dimension)
                continue;
            if (dimensions.Any(other => string.Equals(other.Column, dimension.Column, StringComparison.OrdinalIgnoreCase)))
                file.Problem(items[i], key, $"The column '{dimension.Column}' is a dimension already. Remove one of the two.");
            else if (dimensions.Any(other => string.Equals(other.Name, dimension.Name, StringComparison.OrdinalIgnoreCase)))
                file.Problem(items[i], key, $"Another dimension is named '{dimension.Name}'. Write a name of its own.");
            else if (notPatients.Contains(dimension.Column, StringComparer.OrdinalIgnoreCase))
                file.Problem(items[i], key, $"The column '{dimension.Column}' holds an identifier, the score, the outcome or the time, and does not split patients into groups. Name another column.");
            else
                dimensions.Add(dimension);
        }

        return dimensions;
    }

    private static DimensionDefinition? One(YamlSection file, YamlNode node, string key)
    {
        switch (node)
        {
            case YamlScalarNode { Value: { } column } when !YamlSection.IsEmpty(node):
                return new(column.Trim(), NameOf(column.Trim()), [], []);
            case YamlMappingNode mapping:
                return FromSection(file.Child(mapping, key));
            default:
                file.Problem(node, key, $"A dimension is the name of a column or a group of keys. Write {Example}");
                return null;
        }
    }

    private static DimensionDefinition? FromSection(YamlSection section)
    {
        var column = section.RequiredText("column", "column: age");
        var name = section.Text("name");
        var bands = Bands(section);
        var values = section.Texts("values", "values: [Main, North, South]") ?? [];
        if (section.Has("values") && values.Count == 0)
            section.Problem("values", "The list of values is empty. Leave it out when every value stands for itself.");
        if (bands.Count > 0 && values.Count > 0)
            section.Problem("values", "A dimension has either bands (numbers) or values (words). Remove one of the two.");
        section.RefuseUnknownKeys();
        return column is null ? null : new(column, name ?? NameOf(column), bands, values);
    }

    private static List<double> Bands(YamlSection section)
    {
        const string example = "bands: [18, 45, 65, 80]";
        if (section.List("bands", example) is not { } items)
            return [];
        var bands = new List<double>();
        foreach (var item in items)
        {
            if (item is not YamlScalarNode { Value: { } text })
                section.Problem(item, "bands", $"Each band limit is a number. Write, for example, {example}");
            else if (section.ToNumber(item, "bands", text) is { } limit)
            {
                if (bands.Count > 0 && limit <= bands[^1])
                    section.Problem(item, "bands", $"Band limits have to ascend. Write, for example, {example}");
                bands.Add(limit);
            }
        }

        if (items.Count == 0)
            section.Problem("bands", $"The list of bands is empty. Write, for example, {example}, or leave it out.");
        return bands;
    }

    /// <summary>"medical_specialty" is shown as "Medical specialty".</summary>
    private static string NameOf(string column)
    {
        var words = column.Replace('_', ' ').Trim();
        return words.Length == 0 ? column : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

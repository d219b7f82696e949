using System.Globalization;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>Turns the cells of one dimension's column into its values, and counts them.</summary>
/// <remarks>Missing or blank is "Unknown"; text is trimmed and case-sensitive; a value that is not listed is "Other"; a band value that is not a number is "Unknown".</remarks>
internal sealed class DimensionColumn(DimensionDefinition dimension, bool limitValues)
{
    /// <summary>More values than this make thousands of pairs and are mostly a mistake, such as a code or an age in years.</summary>
    public const int MostValues = 40;

    /// <summary>The key of a pair of subgroups, which is stored with an index over it, has to hold two of them.</summary>
    public const int LongestValue = 150;

    /// <summary>Free text repeats; numbers may not, and the memory of what was seen is bounded.</summary>
    private const int MostRemembered = 10_000;

    private readonly BandLabels? _bands = dimension.Bands.Count > 0 ? new(dimension.Bands) : null;
    private readonly HashSet<string>? _listed = dimension.Values.Count > 0 ? dimension.Values.ToHashSet(StringComparer.Ordinal) : null;
    private readonly Dictionary<object, string> _seen = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="SourceException">The column has too many different values to be a dimension, or one that is too long.</exception>
    public string Value(object cell)
    {
        if (FieldValue.IsMissing(cell))
            return DimensionDefinition.Unknown;
        if (_seen.TryGetValue(cell, out var value))
            return value;
        value = Shared(Map(cell));
        if (_seen.Count < MostRemembered)
            _seen[cell] = value;
        return value;
    }

    private string Map(object cell)
    {
        if (_bands is not null)
            return FieldValue.TryNumber(cell, out var number) ? _bands.Of(number) : DimensionDefinition.Unknown;
        var text = FieldValue.Text(cell);
        return _listed is null || _listed.Contains(text) || text == DimensionDefinition.Unknown ? text : DimensionDefinition.Other;
    }

    /// <summary>One string object a value, so that a million rows share a few.</summary>
    private string Shared(string value)
    {
        if (value == DimensionDefinition.Unknown)
            return DimensionDefinition.Unknown;
        if (_values.TryGetValue(value, out var shared))
            return shared;
        if (limitValues && KeyLength(value) > LongestValue)
        {
            throw new SourceException(string.Create(CultureInfo.InvariantCulture,
                $"The dimension '{dimension.Name}' (column '{dimension.Column}') has a value of more than {LongestValue} characters, which is no group of patients. List those that matter, in short words, under values (others become \"Other\"), write bands if they are numbers, or shorten them in the query."));
        }

        if (limitValues && _values.Count == MostValues && _bands is null && _listed is null)
        {
            throw new SourceException(string.Create(CultureInfo.InvariantCulture,
                $"The dimension '{dimension.Name}' (column '{dimension.Column}') has more than {MostValues} values. List those that matter under values (others become \"Other\"), or write bands if they are numbers."));
        }

        if (!limitValues && _values.Count >= MostRemembered)
            return value;
        _values[value] = value;
        return value;
    }

    /// <summary>In a subgroup's key these three letters are written as two.</summary>
    private static int KeyLength(string value) => value.Length + value.Count(letter => letter is '\\' or '=' or '&');
}

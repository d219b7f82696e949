using System.Text;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Values on zero or more dimensions, in canonical order (dimension column, ordinal): <c>race=Black &amp; sex=Female</c>. The empty one is All.
/// Its text is its identity in database, URLs and exports; backslash escapes a backslash, an equals sign or an ampersand within a name.
/// </summary>
public sealed class SubgroupKey : IEquatable<SubgroupKey>, IComparable<SubgroupKey>
{
    public static readonly SubgroupKey All = new([]);

    private readonly string _text;

    private SubgroupKey(IReadOnlyList<KeyValuePair<string, string>> parts)
    {
        Parts = parts;
        _text = string.Join(" & ", parts.Select(part => $"{Escape(part.Key)}={Escape(part.Value)}"));
    }

    /// <summary>Dimension column and value, ascending by column.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parts { get; }

    /// <summary>Number of dimensions: 0 for All, 1 for a single value, 2 for a pair.</summary>
    public int Order => Parts.Count;

    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    public static SubgroupKey Of(params IEnumerable<KeyValuePair<string, string>> parts)
    {
        var sorted = parts.OrderBy(part => part.Key, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (string.Equals(sorted[i].Key, sorted[i - 1].Key, StringComparison.Ordinal))
                throw new ArgumentException($"The dimension '{sorted[i].Key}' is named twice.", nameof(parts));
        }

        return sorted.Length == 0 ? All : new SubgroupKey(sorted);
    }

    public static SubgroupKey Of(string dimension, string value) => new([new(dimension, value)]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">A part has no equals sign, or a dimension is named twice.</exception>
    public static SubgroupKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            return All;
        var parts = new List<KeyValuePair<string, string>>();
        var current = new StringBuilder();
        string? dimension = null;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length:
                    current.Append(text[++i]);
                    break;
                case '=' when dimension is null:
                    dimension = current.ToString();
                    current.Clear();
                    break;
                case '&' when dimension is not null:
                    current.Length--;
                    parts.Add(new(dimension, current.ToString()));
                    dimension = null;
                    current.Clear();
                    i++;
                    break;
                default:
                    current.Append(text[i]);
                    break;
            }
        }

        if (dimension is null)
            throw new FormatException($"'{text}' is not a subgroup: write dimension=value, joined by ' & '.");
        parts.Add(new(dimension, current.ToString()));
        return Of(parts);
    }

    /// <summary>The subgroups that are given by leaving out one dimension; All for a single value, none for All.</summary>
    public IEnumerable<SubgroupKey> Parents() => Order switch
    {
        0 => [],
        1 => [All],
        _ => Enumerable.Range(0, Order).Select(skip => new SubgroupKey(Parts.Where((_, index) => index != skip).ToArray())),
    };

    public bool Equals(SubgroupKey? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SubgroupKey);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    public int CompareTo(SubgroupKey? other) =>
        other is null ? 1 : Order != other.Order ? Order.CompareTo(other.Order) : string.CompareOrdinal(_text, other._text);

    /// <summary>The canonical text; empty for All.</summary>
    public override string ToString() => _text;

    private static string Escape(string text) =>
        text.AsSpan().IndexOfAny('\\', '=', '&') < 0 ? text : text.Replace("\\", "\\\\").Replace("=", "\\=").Replace("&", "\\&");
}

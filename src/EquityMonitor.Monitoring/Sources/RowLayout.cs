using System.Data.Common;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>Where the columns of a definition stand in a result. Names are matched exactly, else without regard to case.</summary>
internal sealed class RowLayout
{
    private readonly List<string> _names;

    public RowLayout(IEnumerable<string> names) => _names = [.. names];

    public static RowLayout Of(DbDataReader reader) => new(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));

    /// <exception cref="SourceException">There is no such column, or more than one.</exception>
    public int Find(string column, string role)
    {
        var exact = Matches(column, StringComparison.Ordinal);
        var found = exact.Count > 0 ? exact : Matches(column, StringComparison.OrdinalIgnoreCase);
        if (found.Count == 1)
            return found[0];
        throw new SourceException(found.Count > 1
            ? $"The source gives the column '{column}' ({role}) more than once. Name the columns in the query instead of *."
            : $"The source has no column '{column}' ({role}).{NearestName.Hint(column, _names)} It has: {string.Join(", ", _names)}. Name one of them in the definition, or give the column that name in the source.");
    }

    public int? Find(string? column, string role, bool optional) => optional && column is null ? null : Find(column!, role);

    private List<int> Matches(string column, StringComparison comparison) =>
        Enumerable.Range(0, _names.Count).Where(index => string.Equals(_names[index], column, comparison)).ToList();
}

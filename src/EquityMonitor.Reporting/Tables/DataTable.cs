namespace EquityMonitor.Reporting.Tables;

/// <summary>A table with typed cells, from which a CSV file and a sheet of a workbook are written alike.</summary>
/// <param name="Name">Of the sheet, and of the file within an archive; without an ending.</param>
/// <param name="Rows">As many cells as columns; null for an empty cell.</param>
public sealed record DataTable(string Name, IReadOnlyList<DataColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <param name="Name">The heading.</param>
public sealed record DataColumn(string Name, DataKind Kind)
{
    public static DataColumn Text(string name) => new(name, DataKind.Text);

    public static DataColumn Count(string name) => new(name, DataKind.Count);

    public static DataColumn Number(string name) => new(name, DataKind.Number);

    public static DataColumn Share(string name) => new(name, DataKind.Share);

    public static DataColumn Day(string name) => new(name, DataKind.Day);

    public static DataColumn Moment(string name) => new(name, DataKind.Moment);
}

/// <summary>What the cells of a column hold.</summary>
public enum DataKind
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/> or <see cref="int"/>.</summary>
    Count,

    /// <summary><see cref="double"/>.</summary>
    Number,

    /// <summary><see cref="double"/> from 0 to 1, shown as a percentage where the format can.</summary>
    Share,

    /// <summary><see cref="DateOnly"/>.</summary>
    Day,

    /// <summary><see cref="DateTime"/>, UTC.</summary>
    Moment,
}

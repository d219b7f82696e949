using System.Globalization;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Where the keyboard is in a grid. Row 0 is the heading, column 0 the name of the row.</summary>
public readonly record struct GridPosition(int Row, int Column)
{
    private const int Page = 10;

    /// <summary>Where a key leads; null for a key that does not move.</summary>
    /// <param name="key">As the browser names it.</param>
    /// <param name="toEnd">With Ctrl: Home and End lead to the corners of the grid.</param>
    /// <param name="rows">With the heading.</param>
    /// <param name="columns">With the name of the row.</param>
    public GridPosition? After(string key, bool toEnd, int rows, int columns) => key switch
    {
        "ArrowUp" => this with { Row = Row - 1 },
        "ArrowDown" => this with { Row = Row + 1 },
        "ArrowLeft" => this with { Column = Column - 1 },
        "ArrowRight" => this with { Column = Column + 1 },
        "PageUp" => this with { Row = Row - Page },
        "PageDown" => this with { Row = Row + Page },
        "Home" => new GridPosition(toEnd ? 0 : Row, 0),
        "End" => new GridPosition(toEnd ? rows - 1 : Row, columns - 1),
        _ => (GridPosition?)null,
    } is { } next
        ? next.Within(rows, columns)
        : null;

    /// <summary>As elements of the grid carry it: "3,2".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Row},{Column}");

    public GridPosition Within(int rows, int columns) => new(Math.Clamp(Row, 0, Math.Max(0, rows - 1)), Math.Clamp(Column, 0, Math.Max(0, columns - 1)));
}

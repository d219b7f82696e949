using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>A group and its metrics. It is rendered again only when something of it changed: a press of a key moves two rows of a grid that may have fifty.</summary>
public sealed partial class HeatRow
{
    /// <summary>After the name of the group and how many were scored.</summary>
    public const int FirstMetric = 2;

    private Func<Task>[] _presses = [];
    private object? _picture;

    [Parameter, EditorRequired] public required HeatGridRow Row { get; set; }

    /// <summary>Number of the row in the grid.</summary>
    [Parameter, EditorRequired] public int At { get; set; }

    /// <summary>The column that Tab reaches; null where it is in another row.</summary>
    [Parameter] public int? TabColumn { get; set; }

    /// <summary>With intervals and denominators.</summary>
    [Parameter] public bool IsDetailed { get; set; }

    /// <summary>Of the group's line where it is compared; null where it is not.</summary>
    [Parameter] public string? PinColour { get; set; }

    [Parameter] public EventCallback<(HeatGridRow Row, GridPosition At)> Pressed { get; set; }

    private bool IsPinned => PinColour is not null;

    private object Picture => (Row, At, TabColumn, IsDetailed, PinColour);

    /// <summary>Handlers stay the same objects: another one in each rendering would be news for the browser in every cell.</summary>
    protected override void OnParametersSet()
    {
        if (_presses.Length != Row.Cells.Count + FirstMetric)
            _presses = [.. Enumerable.Range(0, Row.Cells.Count + FirstMetric).Select(column => (Func<Task>)(() => Pressed.InvokeAsync((Row, new GridPosition(At, column)))))];
        _picture ??= Picture;
    }

    protected override bool ShouldRender() => !Equals(_picture, _picture = Picture);

    private int TabIndex(int column) => TabColumn == column ? 0 : -1;

    private string Place(int column) => new GridPosition(At, column).ToString();

    private static string Text(HeatGridCell cell) => cell.Reading switch
    {
        Reading.Known => cell.Reading.Short(cell.Metric),
        Reading.Suppressed => "Suppressed",
        _ => "–",
    };

    private static string? Tone(HeatGridCell cell) => cell.Tone switch { 0 => cell.Reading is Reading.Known ? null : "missing", < 0 => $"worse-{-cell.Tone}", _ => $"better-{cell.Tone}" };
}

using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;

namespace EquityMonitor.Web.Charts;

/// <summary>The thin part of a small chart.</summary>
public sealed partial class MeasurePanel
{
    private static readonly Config Config = new() { Responsive = true, DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False };

    private MeasureView? _view;
    private ThemeColours? _colours;
    private GroupSlots? _slots;
    private string? _revision;
    private IList<ITrace> _data = [];
    private Layout _layout = new();
    private TrendTable _table = new([], []);
    private PlotlyChart? _chart;
    private bool _redraw;

    [Parameter, EditorRequired] public required MeasureView View { get; set; }

    [Parameter, EditorRequired] public required string Revision { get; set; }

    [Parameter] public string? CsvHref { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    private string Now => string.Join("; ", View.Series.Select(series => $"{series.Name} {series.Readings.LastOrDefault()?.Text ?? "not evaluated"}"));

    protected override void OnParametersSet()
    {
        if (_view is not null && ReferenceEquals(_colours, Colours) && ReferenceEquals(_slots, Slots) && _revision == Revision && _view.LooksLike(View))
            return;
        _redraw = _view is not null;
        (_view, _colours, _slots, _revision) = (View, Colours, Slots, Revision);
        var chart = MeasureChartBuilder.Build(View, Colours, Slots, Revision);
        _data = [.. chart.Traces];
        _layout = chart.Layout;
        _table = new TrendTable(
            ["As of", .. View.Series.Select(series => series.Name)],
            [.. Enumerable.Range(0, View.Days.Count).Reverse().Select(index => new TrendRow(Formats.Date(View.Days[index]), [.. View.Series.Select(series => series.Readings[index]?.Text ?? TrendTable.NotEvaluated)]))]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_redraw || _chart is null)
            return;
        _redraw = false;
        try
        {
            await _chart.React();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }
}

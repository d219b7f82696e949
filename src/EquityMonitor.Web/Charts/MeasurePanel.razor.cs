using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
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
    private IReadOnlyDictionary<string, string> _palette = new Dictionary<string, string>();
    private IList<ITrace> _data = [];
    private Layout _layout = new();
    private QuickPlot? _chart;
    private bool _redraw;

    [Parameter, EditorRequired] public required MeasureView View { get; set; }

    [Parameter, EditorRequired] public required string Revision { get; set; }

    [Parameter] public string? CsvHref { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    protected override void OnParametersSet()
    {
        if (_view is not null && ReferenceEquals(_colours, Colours) && ReferenceEquals(_slots, Slots) && _revision == Revision && _view.LooksLike(View))
            return;
        _redraw = _view is not null;
        (_view, _colours, _slots, _revision) = (View, Colours, Slots, Revision);
        var chart = MeasureChartBuilder.Build(View, Colours, Slots, Revision);
        _data = [.. chart.Traces];
        _layout = chart.Layout;
        _palette = MeasureChartBuilder.Palette(View, Colours, Slots);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_redraw || _chart is null)
            return;
        _redraw = false;
        await _chart.RedrawAsync();
    }
}

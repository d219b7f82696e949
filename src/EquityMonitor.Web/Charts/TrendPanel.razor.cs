using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;

namespace EquityMonitor.Web.Charts;

/// <summary>The thin part of a trend chart: hands the built traces to Plotly, and only when they changed.</summary>
public sealed partial class TrendPanel
{
    private static readonly Config Config = new() { Responsive = true, DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False };

    private TrendView? _view;
    private ThemeColours? _colours;
    private IList<ITrace> _data = [];
    private Layout _layout = new();
    private TrendTable _table = new([], []);
    private bool _tableWanted;
    private PlotlyChart? _chart;
    private bool _redraw;

    [Parameter, EditorRequired] public required TrendView View { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    private string Label
    {
        get
        {
            var newest = View.Series.Select(series => $"{series.Name} {series.Readings.LastOrDefault(reading => reading is not null)?.Short(View.Metric) ?? TrendTable.NotEvaluated}");
            return View.Days.Count == 0 ? View.Metric.Name : $"{View.Metric.Name} from {Formats.Date(View.Days[0])} to {Formats.Date(View.Days[^1])}; newest: {string.Join(", ", newest)}";
        }
    }

    protected override void OnParametersSet()
    {
        if (_view is not null && ReferenceEquals(_colours, Colours) && _view.LooksLike(View))
            return;
        _redraw = _view is not null;
        _view = View;
        _colours = Colours;
        var chart = TrendChartBuilder.Build(View, Colours);
        _data = [.. chart.Traces];
        _layout = chart.Layout;
        _table = TrendTable.Of(View);
    }

    /// <summary>The first drawing is Plotly's own; later ones change the drawing in place, without a flicker.</summary>
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

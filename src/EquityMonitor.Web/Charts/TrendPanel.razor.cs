using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Plotly.Blazor;

namespace EquityMonitor.Web.Charts;

/// <summary>The thin part of a trend chart: hands the built traces to Plotly, and only when they changed.</summary>
public sealed partial class TrendPanel
{
    private static readonly Config Config = new() { Responsive = true, DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False };

    private TrendView? _view;
    private ThemeColours? _colours;
    private GroupSlots? _slots;
    private string? _revision;
    private IReadOnlyDictionary<string, string> _palette = new Dictionary<string, string>();
    private IList<ITrace> _data = [];
    private Layout _layout = new();
    private QuickPlot? _chart;
    private bool _redraw;

    [Parameter, EditorRequired] public required TrendView View { get; set; }

    /// <summary>In place of the metric's name and the list of series.</summary>
    [Parameter] public RenderFragment? Caption { get; set; }

    /// <summary>Between the drawing and its table.</summary>
    [Parameter] public RenderFragment? Notes { get; set; }

    /// <summary>Where the same numbers are a file; null when nowhere.</summary>
    [Parameter] public string? CsvHref { get; set; }

    /// <summary>Makes the chart a large one that zooms; the zoom lasts while this stays the same.</summary>
    [Parameter] public string? Revision { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    private string Label
    {
        get
        {
            var newest = View.Series.Where(series => !series.IsQuiet)
                .Select(series => $"{series.Name} {series.Readings.LastOrDefault(reading => reading is not null)?.Short(View.Metric) ?? TrendTable.NotEvaluated}");
            return View.Days.Count == 0 ? View.Metric.Name : $"{View.Metric.Name} from {Formats.Date(View.Days[0])} to {Formats.Date(View.Days[^1])}; newest: {string.Join(", ", newest)}";
        }
    }

    protected override void OnParametersSet()
    {
        if (_view is not null && ReferenceEquals(_colours, Colours) && ReferenceEquals(_slots, Slots) && _revision == Revision && _view.LooksLike(View))
            return;
        _redraw = _view is not null;
        (_view, _colours, _slots, _revision) = (View, Colours, Slots, Revision);
        var chart = TrendChartBuilder.Build(View, Colours, Slots, Revision);
        _data = [.. chart.Traces];
        _layout = chart.Layout;
        _palette = TrendChartBuilder.Palette(View, Colours, Slots);
    }

    /// <summary>The first drawing is Plotly's own; later ones change the drawing in place, without a flicker.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_redraw || _chart is null)
            return;
        _redraw = false;
        await _chart.RedrawAsync();
    }
}

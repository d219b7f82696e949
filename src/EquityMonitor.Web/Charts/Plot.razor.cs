using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Plotly.Blazor;

namespace EquityMonitor.Web.Charts;

/// <summary>The thin part of a drawing of groups: hands what a builder made to Plotly, and only when the view or the colours changed.</summary>
public sealed partial class Plot
{
    private static readonly Config Config = new() { Responsive = true, DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False };

    private object? _view;
    private ThemeColours? _colours;
    private GroupSlots? _slots;
    private IReadOnlyDictionary<string, string> _palette = new Dictionary<string, string>();
    private IList<ITrace> _data = [];
    private Layout _layout = new();
    private PlotlyChart? _chart;
    private bool _redraw;

    /// <summary>For tests and style: "calibration".</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Subject { get; set; }

    /// <summary>One or two plain sentences on how to read it.</summary>
    [Parameter, EditorRequired] public required string Explanation { get; set; }

    /// <summary>Where formula and source stand.</summary>
    [Parameter] public string? HelpHref { get; set; }

    /// <summary>What is drawn, for whoever does not see it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>What the drawing is made from: another object is drawn anew.</summary>
    [Parameter, EditorRequired] public required object View { get; set; }

    /// <summary>Text of the subgroup key (empty for All) and name, as far as groups are told apart by colour.</summary>
    [Parameter] public IReadOnlyList<(string Key, string Name)> Groups { get; set; } = [];

    /// <summary>The pure builder; takes the colours and that of each group by its key.</summary>
    [Parameter, EditorRequired] public required Func<ThemeColours, IReadOnlyDictionary<string, string>, TrendChart> Draw { get; set; }

    [Parameter, EditorRequired] public required Func<TrendTable> Table { get; set; }

    [Parameter] public string? CsvHref { get; set; }

    [Parameter] public string Height { get; set; } = "280px";

    [Parameter] public RenderFragment? Legend { get; set; }

    [Parameter] public RenderFragment? Notes { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    protected override void OnParametersSet()
    {
        if (_view is not null && ReferenceEquals(_view, View) && ReferenceEquals(_colours, Colours) && ReferenceEquals(_slots, Slots))
            return;
        _redraw = _view is not null;
        (_view, _colours, _slots) = (View, Colours, Slots);
        _palette = Palette(Groups, Colours, Slots);
        var chart = Draw(Colours, _palette);
        _data = [.. chart.Traces];
        _layout = chart.Layout;
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

    /// <summary>The colour of each group by its key.</summary>
    public static IReadOnlyDictionary<string, string> Palette(IReadOnlyList<(string Key, string Name)> groups, ThemeColours colours, GroupSlots slots)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(slots);
        var assigned = slots.Assign(groups.Select(group => group.Key));
        return groups.ToDictionary(group => group.Key, group => group.Key.Length == 0 ? colours.Text : colours.OfSlot(assigned[group.Key]), StringComparer.Ordinal);
    }
}

using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Every metric of every group of one day as a grid for eyes, keyboard and screen reader. How it is sorted and what it shows stand in the address.</summary>
public sealed partial class HeatPanel : IAsyncDisposable
{
    private const string SortQuery = "sort";
    private const string DetailQuery = "intervals";
    private const string EveryQuery = "allMetrics";

    private readonly string _id = $"heat-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private HeatGrid? _grid;
    private PanelState _state = new PanelState.Loading();
    private (SubgroupsView? View, Metric? Metric, string? Dimension, string? Sort, bool Every, string Pins) _builtFor;
    private GridPosition _at;
    private Opened? _opened;
    private ElementReference _table;
    private IJSObjectReference? _module;
    private bool _keepsKeys;
    private bool _focus;

    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    /// <summary>Null while it is being read.</summary>
    [Parameter, EditorRequired] public SubgroupsView? View { get; set; }

    /// <summary>The one that the page is about.</summary>
    [Parameter, EditorRequired] public Metric Metric { get; set; } = Metric.Sensitivity;

    /// <summary>Column of a dimension; null for all of them.</summary>
    [Parameter] public string? Dimension { get; set; }

    [Parameter] public IReadOnlyList<string> Pins { get; set; } = [];

    [Parameter] public EventCallback<string> PinToggled { get; set; }

    /// <summary>What the reading came to where there is no view: failed, or nothing stored.</summary>
    [Parameter] public PanelState? State { get; set; }

    [Parameter] public EventCallback Retry { get; set; }

    [SupplyParameterFromQuery(Name = SortQuery)] private string? SortText { get; set; }

    [SupplyParameterFromQuery(Name = DetailQuery)] private bool? Detail { get; set; }

    [SupplyParameterFromQuery(Name = EveryQuery)] private bool? Every { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    private HeatSort? Sort => HeatSort.Parse(SortText);

    private bool ShowsDetail => Detail is true;

    private bool ShowsEvery => Every is true;

    private string Empty => Dimension is null ? "Nothing is stored for this day and window yet." : "Nobody was scored on this dimension in this window.";

    private int RowCount => (_grid?.Rows.Count ?? 0) + 1;

    private int ColumnCount => (_grid?.Metrics.Count ?? 0) + HeatRow.FirstMetric;

    protected override void OnParametersSet()
    {
        var pins = string.Join('\n', Pins);
        if (_builtFor != (View, Metric, Dimension, SortText, ShowsEvery, pins))
        {
            _grid = View is null ? null : HeatGrid.Of(View, Metric, Dimension, ShowsEvery, Sort, Pins);
            _builtFor = (View, Metric, Dimension, SortText, ShowsEvery, pins);
            _at = _at.Within(RowCount, ColumnCount);
        }

        _state = State ?? (_grid switch
        {
            null => new PanelState.Loading(),
            { Rows.Count: <= 1 } => new PanelState.Empty(),
            _ when _grid.Rows.All(row => row.Subgroup.IsWithheld) => new PanelState.Suppressed(),
            _ => new PanelState.Ready(),
        });

        // The table goes with the state, and another one comes.
        _keepsKeys &= _state is PanelState.Ready;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_state is not PanelState.Ready || (_keepsKeys && !_focus))
            return;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Features/Models/Subgroups/HeatPanel.razor.js");
            if (!_keepsKeys)
            {
                _keepsKeys = true;
                await _module.InvokeVoidAsync("keepKeys", _gone.Token, _table);
            }

            if (_focus)
            {
                _focus = false;
                await _module.InvokeVoidAsync("focusAt", _gone.Token, _table, _at.ToString());
            }
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page has been left.
        }
    }

    private void Move(KeyboardEventArgs pressed)
    {
        if (_at.After(pressed.Key, pressed.CtrlKey || pressed.MetaKey, RowCount, ColumnCount) is not { } next || next == _at)
            return;
        _at = next;
        _focus = true;
    }

    private void SortBy(string column, int at)
    {
        _at = new GridPosition(0, at);
        Go(SortQuery, HeatSort.Next(Sort, column)?.ToString());
    }

    private async Task PressAsync((HeatGridRow Row, GridPosition At) pressed)
    {
        _at = pressed.At;
        if (_at.Column == 0)
            await PinToggled.InvokeAsync(pressed.Row.Subgroup.Key);
        else
            _opened = new Opened(pressed.Row.Subgroup, pressed.Row.Cells[_at.Column - HeatRow.FirstMetric].Metric);
    }

    private void Go(string query, object? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [query] = value }));

    private string? PinColour(HeatGridRow row) => Pins.Contains(row.Subgroup.Key, StringComparer.Ordinal) ? Colours.OfSlot(Slots.Of(row.Subgroup.Key)) : null;

    private int TabIndex(int row, int column) => _at == new GridPosition(row, column) ? 0 : -1;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_module is null)
            return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    private sealed record Opened(SubgroupRow Row, Metric Metric);
}

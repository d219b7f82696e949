using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The groups of the chosen dimension and whatever else is compared, with the colour of their line.</summary>
public sealed partial class ComparedGroups
{
    private IReadOnlyDictionary<string, string> _palette = new Dictionary<string, string>();

    [Parameter, EditorRequired] public required PerformanceView View { get; set; }

    /// <summary>Text of a subgroup key.</summary>
    [Parameter] public EventCallback<string> Toggled { get; set; }

    [Parameter] public EventCallback Cleared { get; set; }

    [CascadingParameter] public ThemeColours Colours { get; set; } = ThemeColours.Light;

    [CascadingParameter] public GroupSlots Slots { get; set; } = GroupSlots.None;

    private bool IsFull => View.Choice.Pins.Count >= ModelChoice.MostPins;

    protected override void OnParametersSet() => _palette = TrendChartBuilder.Palette(View.Trend, Colours, Slots);

    private string ColourOf(string key) => _palette.GetValueOrDefault(key, Colours.Quiet);

    private Task AddAsync(ChangeEventArgs change) => change.Value is string { Length: > 0 } key ? Toggled.InvokeAsync(key) : Task.CompletedTask;
}

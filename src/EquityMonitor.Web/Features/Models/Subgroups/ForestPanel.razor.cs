using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Each group of one day with its interval, nearest to its limit or furthest past it first.</summary>
public sealed partial class ForestPanel
{
    /// <summary>Rows before "Show all".</summary>
    private const int Fewest = 12;

    private ForestPanelView? _forest;
    private PanelState _state = new PanelState.Loading();
    private (SubgroupsView? View, Metric? Metric, string? Dimension, string Pins) _builtFor;
    private object? _picture;

    /// <summary>Null while it is being read.</summary>
    [Parameter, EditorRequired] public SubgroupsView? View { get; set; }

    [Parameter, EditorRequired] public Metric Metric { get; set; } = Metric.Sensitivity;

    /// <summary>Column of a dimension; null for all of them.</summary>
    [Parameter] public string? Dimension { get; set; }

    /// <summary>Keys of the subgroups that were pinned.</summary>
    [Parameter] public IReadOnlyList<string> Pins { get; set; } = [];

    [Parameter] public EventCallback<string> PinToggled { get; set; }

    /// <summary>What the reading came to where there is no view: failed, or nothing stored.</summary>
    [Parameter] public PanelState? State { get; set; }

    [Parameter] public EventCallback Retry { get; set; }

    [SupplyParameterFromQuery(Name = ShownInFull.Query)] private string? InFull { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private object Picture => (_forest, _state, ShowsAll);

    private bool ShowsAll => ShownInFull.Parse(InFull).Groups;

    private string Title => $"{Metric.Name} of each group";

    private bool Compares => _forest is { Drawing.Quantity: not ForestQuantity.Value };

    private string Empty => Dimension is null ? "Nothing is stored for this day and window yet." : "Nobody was scored on this dimension in this window.";

    private IEnumerable<ForestPanelRow> Shown => _forest is not { } forest ? []
        : ShowsAll || forest.Rows.Count <= Fewest + 2 ? forest.Rows
        : forest.Rows.Where((row, index) => index <= Fewest || IsPinned(row.Subgroup.Key));

    protected override void OnParametersSet()
    {
        var pins = string.Join('\n', Pins);
        if (_builtFor != (View, Metric, Dimension, pins))
        {
            _forest = View is null ? null : ForestPanelView.Of(View, Metric, Dimension, Pins);
            _builtFor = (View, Metric, Dimension, pins);
        }

        _state = State ?? StateOf(_forest);
        _picture ??= Picture;
    }

    /// <summary>The address changes for other panels too.</summary>
    protected override bool ShouldRender() => !Equals(_picture, _picture = Picture);

    /// <summary>A panel of nothing but withheld figures, or of none that can be estimated, says so once.</summary>
    private static PanelState StateOf(ForestPanelView? forest) => forest switch
    {
        null => new PanelState.Loading(),
        { Rows.Count: <= 1 } => new PanelState.Empty(),
        _ when forest.Rows.All(row => row.Own is Reading.Suppressed) => new PanelState.Suppressed(),
        _ when forest.Rows.All(row => row.Own is Reading.NotEstimable) => new PanelState.NotEstimable(((Reading.NotEstimable)forest.Rows[0].Own).Why),
        _ => new PanelState.Ready(),
    };

    private void ToggleAll() =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(ShownInFull.Query, (ShownInFull.Parse(InFull) with { Groups = !ShowsAll }).ToQuery()));

    private bool IsPinned(string key) => key.Length > 0 && Pins.Contains(key, StringComparer.Ordinal);

    private static string Said(SubgroupVerdict verdict, DateOnly today) => $"{VerdictWords.Of(verdict.Verdict).Word}, {verdict.Onset.Relative(today)}";

    private string Figure(ForestPanelRow row) => $"{row.Subgroup.Name}: {row.Own.Text(Metric)}";

    // Razor reads <text> as its own directive; the SVG element is therefore given as markup, its only variable part being a formatted number.
    private static MarkupString Label(AxisTick tick) =>
        new($"<text y=\"10\" text-anchor=\"{(tick.Position < 4 ? "start" : tick.Position > 96 ? "end" : "middle")}\">{tick.Label}</text>");
}

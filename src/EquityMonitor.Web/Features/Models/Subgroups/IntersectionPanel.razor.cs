using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>The pairs that need attention, each beside the two groups it is the meeting of: does the problem belong to one of them, or only to both together?</summary>
public sealed partial class IntersectionPanel
{
    /// <summary>Cards before "Show all".</summary>
    private const int Fewest = 6;

    private Intersections? _intersections;
    private PanelState _state = new PanelState.Loading();
    private (SubgroupsView? View, Metric? Metric, string? Dimension) _builtFor;
    private object? _picture;

    /// <summary>Null while it is being read.</summary>
    [Parameter, EditorRequired] public SubgroupsView? View { get; set; }

    /// <summary>The one that the page is about; the pairs of every rule are shown, since a problem must not hide behind the choice of another metric.</summary>
    [Parameter, EditorRequired] public Metric Metric { get; set; } = Metric.Sensitivity;

    /// <summary>Column of a dimension; null for all of them.</summary>
    [Parameter] public string? Dimension { get; set; }

    [Parameter] public IReadOnlyList<string> Pins { get; set; } = [];

    [Parameter] public EventCallback<string> PinToggled { get; set; }

    /// <summary>What the reading came to where there is no view: failed, or nothing stored.</summary>
    [Parameter] public PanelState? State { get; set; }

    [Parameter] public EventCallback Retry { get; set; }

    [SupplyParameterFromQuery(Name = ShownInFull.Query)] private string? InFull { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private object Picture => (_intersections, _state, ShowsAll, Pins);

    private bool ShowsAll => ShownInFull.Parse(InFull).Pairs;

    private IEnumerable<Intersection> Shown => _intersections is not { } intersections ? []
        : ShowsAll ? intersections.Cards
        : intersections.Cards.Where((card, index) => index < Fewest || IsPinned(card.Pair.Key));

    protected override void OnParametersSet()
    {
        if (_builtFor != (View, Metric, Dimension))
        {
            _intersections = View is null ? null : Intersections.Of(View, Metric, Dimension);
            _builtFor = (View, Metric, Dimension);
        }

        _state = State ?? (_intersections switch
        {
            null => new PanelState.Loading(),
            { Cards.Count: 0 } => new PanelState.Empty(),
            _ => new PanelState.Ready(),
        });
        _picture ??= Picture;
    }

    /// <summary>The address changes for other panels too.</summary>
    protected override bool ShouldRender() => !Equals(_picture, _picture = Picture);

    private void ToggleAll() =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(ShownInFull.Query, (ShownInFull.Parse(InFull) with { Pairs = !ShowsAll }).ToQuery()));

    private bool IsPinned(string key) => Pins.Contains(key, StringComparer.Ordinal);
}

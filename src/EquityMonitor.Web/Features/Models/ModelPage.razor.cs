using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>One model: how it performs, for whom, over time. What is looked at stands in the address.</summary>
public sealed partial class ModelPage : LivePage<ModelPageView>
{
    private static readonly PanelState NothingStored = new PanelState.Empty();

    private int _commits;
    private (string Key, int Window, DateOnly AsOf, int Commits)? _subgroupsOf;
    private IReadOnlyList<string> _pins = [];
    private GroupSlots? _slotsOf;
    private GroupSlots _shownSlots = GroupSlots.None;
    private TabScope? _scope;
    private ModelControls? _controls;
    private object? _picture;

    [Parameter] public string Key { get; set; } = string.Empty;

    [SupplyParameterFromQuery] private string? Tab { get; set; }
    [SupplyParameterFromQuery] private string? Metric { get; set; }
    [SupplyParameterFromQuery] private string? Dimension { get; set; }
    [SupplyParameterFromQuery] private string? Window { get; set; }
    [SupplyParameterFromQuery] private string? AsOf { get; set; }
    [SupplyParameterFromQuery] private string? Range { get; set; }
    [SupplyParameterFromQuery(Name = "pin")] private string[]? Pins { get; set; }

    [CascadingParameter] private GroupSlots Slots { get; set; } = GroupSlots.None;

    [Inject] private IModelReader Reader { get; set; } = default!;
    [Inject] private SubgroupsReader Subgroups { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the page of a model";

    protected override object? Address => Query;

    protected override bool ShowsRuns => true;

    private ModelQuery Query => new(Key) { Metric = Metric, Dimension = Dimension, Window = Window, AsOf = AsOf, Range = Range, Pins = Pins ?? [] };

    private ModelTab Current => ModelTab.Find(Tab) ?? ModelTab.Performance;

    /// <summary>A link led to a part that this reader may not see: there is nothing to choose in it.</summary>
    private bool IsRefused => Current.ShowsSmallCells && !ShowsSmallCells;

    // Read, and nothing of the day is stored: a panel without a view would look as if it were still loading.
    private PanelState? Missing => View is { Subgroups: null } ? NothingStored : null;

    private object Picture => (View, Failure, Tab, _shownSlots, ShowsSmallCells, Running);

    private StepProgress? Running => Board.Find(Key) is { IsRunning: true, Steps: [.., var step] } ? step : null;

    protected override bool Concerns(Change change)
    {
        if (change.ModelKey != Key)
            return false;
        Interlocked.Increment(ref _commits);
        return true;
    }

    protected override async Task<ModelPageView> ReadAsync(CancellationToken cancellationToken)
    {
        var commits = Volatile.Read(ref _commits);
        var view = await Reader.ReadAsync(Query, ShowsSmallCells, cancellationToken);
        if (view.Performance is not { Period: { } period } shown)
            return view;

        // Another metric or dimension of the same day is in what was read already.
        var asked = (Key, shown.Choice.Window, period.AsOf, commits);
        if (View?.Subgroups is not { } subgroups || _subgroupsOf != asked)
            subgroups = await Subgroups.ReadAsync(Key, shown.Choice.Window, period.AsOf, ShowsSmallCells, cancellationToken);
        _subgroupsOf = asked;
        return view with { Subgroups = subgroups };
    }

    protected override void OnRead(ModelPageView view)
    {
        _scope = TabScope.Of(view, ShowsSmallCells);
        string[] pins = [.. view.Performance?.Choice.Pins.Select(pin => pin.ToString()) ?? []];
        if (_pins.SequenceEqual(pins) && ReferenceEquals(_slotsOf, Slots))
            return;

        // One object for as long as the same groups are compared, or every chart would be drawn anew.
        (_pins, _slotsOf) = (pins, Slots);
        _shownSlots = Slots.Showing(pins);
    }

    /// <summary>For the day in the top bar: there is one control of it, in the row of all choices; none in a part that has a period of its own.</summary>
    private EventCallback ChooseDay => Current.UsesWindow && !IsRefused ? EventCallback.Factory.Create(this, () => _controls?.FocusAsOfAsync() ?? Task.CompletedTask) : default;

    /// <summary>What its panels keep in the address, such as the order of the grid, they show themselves: the page and all of its other panels stay as they are.</summary>
    protected override bool ShouldRender() => !Equals(_picture, _picture = Picture);

    protected override void OnAfterRender(bool firstRender) => _picture ??= Picture;

    /// <summary>What other parts of the page keep in the address stays there.</summary>
    private void Go(ModelChoice choice) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(choice.ToParameters()));

    private void Toggle(string group)
    {
        if (View?.Performance is { } shown)
            Go(shown.Choice.Toggle(SubgroupKey.Parse(group)));
    }
}

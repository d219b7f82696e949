using System.Globalization;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>
/// Any group at any threshold in any period, from the encounters themselves. What is looked at stands in the address; while the slider moves only the figures
/// follow it, the newest position first, and the address when it is let go.
/// </summary>
public sealed partial class ExploreTab : AnalysisTab<ExploredNow>
{
    private CancellationTokenSource? _moving;
    private ExploreFigures? _moved;
    private double _threshold;

    [SupplyParameterFromQuery(Name = "group")] private string? Group { get; set; }
    [SupplyParameterFromQuery(Name = "at")] private string? At { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [Inject] private ExploreReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the exploring of a model";

    protected override object? Address => (Scope.Address, new ExploreQuery(Group, At, From, To));

    private ExploreFigures? Figures => _moved ?? View?.View.Loaded?.Figures;

    private bool IsFull => Scope.Choice.Pins.Count >= Explorer.MostCurves;

    private static string CurvesHint =>
        $"All patients, the group above, and whoever is compared: at most {Explorer.MostCurves.ToString(CultureInfo.InvariantCulture)} groups.";

    protected override bool Concerns(Change change) => change.ModelKey == Scope.ModelKey && change.Kind is ChangeKind.Evaluated;

    protected override async Task<ExploredNow> ReadAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var choice = ExploreChoice.Of(new ExploreQuery(Group, At, From, To), scope);
        return ShowsSmallCells
            ? await Reader.LookAsync(scope, choice, View, cancellationToken)
            : new ExploredNow(ExploreView.None(choice, new PanelState.Suppressed(), string.Empty, null), []);
    }

    protected override void OnRead(ExploredNow view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _moved = null;
        _threshold = view.View.Choice.Threshold;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_moving is not null)
            await _moving.CancelAsync();
        await base.DisposeAsync();
    }

    /// <summary>Of several positions on the way the newest counts: those before it are given up.</summary>
    private async Task SlideAsync(double threshold)
    {
        _threshold = threshold;
        if (View is not { View: { Loaded: not null } view })
            return;
        using var moving = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var earlier = _moving;
        _moving = moving;
        if (earlier is not null)
            await earlier.CancelAsync();
        try
        {
            var figures = await Reader.MoveAsync(Scope, view, threshold, moving.Token);

            // Meanwhile another period or group may have been read.
            if (!moving.IsCancellationRequested && ReferenceEquals(View?.View, view))
                _moved = figures ?? _moved;
        }
        catch (OperationCanceledException) when (moving.IsCancellationRequested)
        {
            // A newer position has taken its place.
        }
        finally
        {
            if (ReferenceEquals(_moving, moving))
                _moving = null;
        }
    }

    private void Go(IReadOnlyDictionary<string, object?> parameters) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parameters));

    private static Dictionary<string, object?> Parameters(string group) => new(StringComparer.Ordinal) { ["group"] = group };

    private string File(string name)
    {
        var choice = View!.View.Choice;
        return (Scope.Choice with { AsOf = Scope.Period.AsOf }).Address(
            Scope.ModelKey,
            $"/{name}.csv",
            new("group", choice.Group.ToString()),
            new("at", ExploreChoice.Text(choice.Threshold)),
            new("from", ExploreChoice.Text(choice.Days.From)),
            new("to", ExploreChoice.Text(choice.Days.To)));
    }

    private static string CurvesLabel(string what, ExploreCurves curves, Func<CurvesOfGroup, double?> area) =>
        $"{what}: {string.Join("; ", curves.Groups.Select(group => $"{group.Name} {area(group)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "not estimable"}"))}";
}

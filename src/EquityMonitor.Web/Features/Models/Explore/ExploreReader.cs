using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>Reads what the tab "Explore" shows from the encounters themselves. For people who may see figures that rest on few patients.</summary>
public sealed class ExploreReader(Explorer explorer)
{
    /// <param name="before">What is on screen: its curves are kept while period and groups are the same.</param>
    public async Task<ExploreView> ReadAsync(TabScope scope, ExploreChoice choice, ExploredNow? before, CancellationToken cancellationToken) =>
        (await LookAsync(scope, choice, before, cancellationToken)).View;

    /// <inheritdoc cref="ReadAsync"/>
    public async Task<ExploredNow> LookAsync(TabScope scope, ExploreChoice choice, ExploredNow? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(choice);
        var stored = await explorer.StoredAsync(scope.ModelKey, cancellationToken);
        var result = await explorer.LoadAsync(scope.ModelKey, choice.Days, scope.Progress, cancellationToken);
        if (stored is null || result is not PeriodResult.Ready ready)
            return new ExploredNow(ExploreBuilder.Without(choice, result), []);
        var groups = choice.Curves(scope);
        var exploration = await explorer.ExploreAsync(ready, choice.Group, choice.Threshold, cancellationToken);
        var curves = before?.View.Loaded is { } shown && shown.Ready.Facts.Key == ready.Facts.Key && before.Curves.Select(curve => curve.Key).SequenceEqual(groups)
            ? before.Curves
            : await explorer.CurvesAsync(ready, groups, cancellationToken);
        return new ExploredNow(new ExploreBuilder(scope).Build(choice, ready, stored, exploration, curves), curves);
    }

    /// <summary>The calibration error of the group beside what chance alone would give; null where there is none. It takes longer than the other figures, and no threshold changes it.</summary>
    public Task<CalibrationError?> CalibrationErrorAsync(PeriodResult.Ready ready, SubgroupKey group, CancellationToken cancellationToken) =>
        explorer.CalibrationErrorAsync(ready, group, cancellationToken);

    /// <summary>The same group at another threshold, while the slider moves; null when the period is in memory no longer and has to be read again.</summary>
    public async Task<ExploreFigures?> MoveAsync(TabScope scope, ExploreView view, double threshold, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(view);
        return view.Loaded is { } loaded && await explorer.MoveAsync(loaded.Ready.Facts.Key, view.Choice.Group, threshold, cancellationToken) is { } exploration
            ? new ExploreBuilder(scope).Figures(exploration)
            : null;
    }
}

/// <summary>What is on screen, with the whole curves behind it.</summary>
public sealed record ExploredNow(ExploreView View, IReadOnlyList<ExploredCurves> Curves);

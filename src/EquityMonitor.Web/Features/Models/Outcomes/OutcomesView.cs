using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>The tab "Outcomes" as a particular reader may see it.</summary>
/// <param name="Provisional">State of what is expected while outcomes are not known.</param>
/// <param name="Metric">Of the chart; one that has a provisional value.</param>
/// <param name="Note">Why another metric than the chosen one is drawn; null when it is that one.</param>
public sealed record OutcomesView(
    DateOnly AsOf, int MaturityDays, PanelState Ages, PanelState Provisional, string Lead, Metric Metric, string? Note, IReadOnlyList<GroupOutcomesView> Groups)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    public IReadOnlyList<(string Key, string Name)> Keys { get; } = [.. Groups.Select(group => (group.Key, group.Name))];
}

/// <param name="Periods">Of the chart's metric, the newest last.</param>
/// <param name="Figures">For the encounters that are not mature: the usual metrics, and the one that is drawn.</param>
public sealed record GroupOutcomesView(string Key, string Name, string Phrase, IReadOnlyList<AgeView> Ages, IReadOnlyList<PeriodView> Periods, IReadOnlyList<ProvisionalFigure> Figures);

/// <param name="Known">Share with a known outcome.</param>
public sealed record AgeView(int From, int To, bool IsMature, Reading Known);

/// <param name="Realised">What came out; null while it is not mature.</param>
public sealed record PeriodView(DateRange Days, bool IsNow, Reading Expected, Reading? Realised);

/// <param name="Test">How past values of the same group did; null when none could be held against what came out.</param>
public sealed record ProvisionalFigure(Metric Metric, Reading Expected, Computed<BackTestSummary> Test);

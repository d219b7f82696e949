using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>The months and models that there are summaries of, each a click away from its files.</summary>
public sealed partial class SummariesPage : LivePage<SummariesView>
{
    [SupplyParameterFromQuery(Name = "older")] public bool Older { get; set; }

    [Inject] private IMonthlySummaryReader Reader { get; set; } = default!;

    protected override string Name => "the summaries page";

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Registered or ChangeKind.Pulled or ChangeKind.Judged;

    protected override async Task<SummariesView> ReadAsync(CancellationToken cancellationToken) => new(await Reader.MonthsAsync(cancellationToken));

    private IEnumerable<SummaryMonth> Shown(SummariesView view) => Older ? view.Months : view.Months.Take(SummariesView.Recent);

    private static IReadOnlyList<Line> Lines(SummaryMonth month)
    {
        var models = month.Models.Select((model, index) => new Line(model.Key, model.Name, model.Period.State, month.Models.Count == 1 && index == 0));

        // One model is its own fleet.
        return month.Models.Count == 1 ? [.. models] : [new Line(null, "All models", month.State, true), .. models];
    }

    private sealed record Line(string? Key, string Name, MonthState State, bool IsFirst);
}

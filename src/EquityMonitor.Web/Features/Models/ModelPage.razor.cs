using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>One model: how it performs, for whom, over time. What is looked at stands in the address.</summary>
public sealed partial class ModelPage : LivePage<ModelPageView>
{
    [Parameter] public string Key { get; set; } = string.Empty;

    [SupplyParameterFromQuery] private string? Metric { get; set; }
    [SupplyParameterFromQuery] private string? Dimension { get; set; }
    [SupplyParameterFromQuery] private string? Window { get; set; }
    [SupplyParameterFromQuery] private string? AsOf { get; set; }
    [SupplyParameterFromQuery] private string? Range { get; set; }
    [SupplyParameterFromQuery(Name = "pin")] private string[]? Pins { get; set; }

    [Inject] private IModelReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the page of a model";

    protected override object? Address => Query;

    protected override bool ShowsRuns => true;

    private ModelQuery Query => new(Key) { Metric = Metric, Dimension = Dimension, Window = Window, AsOf = AsOf, Range = Range, Pins = Pins ?? [] };

    private StepProgress? Running => Board.Find(Key) is { IsRunning: true, Steps: [.., var step] } ? step : null;

    protected override bool Concerns(Change change) => change.ModelKey == Key;

    protected override Task<ModelPageView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(Query, ShowsSmallCells, cancellationToken);

    private void Go(ModelChoice choice) => Navigation.NavigateTo(choice.Address(Key));

    private void Toggle(string group)
    {
        if (View?.Performance is { } shown)
            Go(shown.Choice.Toggle(SubgroupKey.Parse(group)));
    }
}

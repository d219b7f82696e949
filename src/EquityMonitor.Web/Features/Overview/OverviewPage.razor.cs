using EquityMonitor.Hosting;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The first page: which models need attention, for whom, since when, and how sure that is.</summary>
public sealed partial class OverviewPage : LivePage<OverviewView>
{
    private Headline _headline = new(string.Empty, []);
    private string? _reach;

    [Inject] private IOverviewReader Reader { get; set; } = default!;
    [Inject] private IOptions<SimulationOptions> Simulation { get; set; } = default!;
    [Inject] private IOptions<RegistryOptions> Registry { get; set; } = default!;

    protected override string Name => "the overview";

    protected override bool ShowsRuns => true;

    private IReadOnlyList<BackfillRow> Backfill => View is null ? [] : BackfillRow.Of(View, Board.Runs, Simulation.Value.Enabled);

    protected override Task<OverviewView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(ShowsSmallCells, cancellationToken);

    protected override void OnRead(OverviewView view)
    {
        _headline = Headline.Of(view);
        _reach = AffectedSentence.Of(view);
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>The evidence so far of one rule about one group, also where no alert was opened. What is looked at stands in the address.</summary>
public sealed partial class EvidencePage : LivePage<EvidencePageView>
{
    [Parameter] public string Key { get; set; } = string.Empty;

    [SupplyParameterFromQuery] private string? Rule { get; set; }
    [SupplyParameterFromQuery] private string? Group { get; set; }

    [Inject] private IEvidencePageReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Null while another model than the one asked for was read last.</summary>
    private EvidencePageView? Shown => View?.ModelKey == Key ? View : null;

    protected override string Name => "the evidence of a rule";

    protected override object? Address => Query;

    private EvidenceQuery Query => new(Key, Rule, Group);

    protected override bool Concerns(Change change) => change.ModelKey == Key;

    protected override Task<EvidencePageView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(Query, ShowsSmallCells, cancellationToken);

    private void Go(string rule, string group) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["rule"] = rule, ["group"] = group }));
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>One alert: what was measured, what it means, what has been done about it, and what can be.</summary>
public sealed partial class AlertPage : LivePage<AlertPageView>
{
    [Parameter] public int Id { get; set; }

    [Inject] private IAlertDetailReader Reader { get; set; } = default!;

    /// <summary>Null while another alert than the one asked for was read last: its figures under this address would be taken for this one's.</summary>
    private AlertPageView? Shown => View?.Id == Id ? View : null;

    protected override string Name => "an alert";

    protected override object Address => Id;

    protected override bool Concerns(Change change) => Shown?.Alert is not { } alert || alert.ModelKey == change.ModelKey;

    protected override Task<AlertPageView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(Id, ShowsSmallCells, cancellationToken);
}

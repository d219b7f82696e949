using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>One alert: what was measured, what it means, what has been done about it, and what can be.</summary>
public sealed partial class AlertPage : LivePage<AlertPageView>
{
    [Parameter] public int Id { get; set; }

    [Inject] private IAlertDetailReader Reader { get; set; } = default!;

    protected override string Name => "an alert";

    protected override object Address => Id;

    protected override bool Concerns(Change change) => View?.Alert is not { } alert || alert.ModelKey == change.ModelKey;

    protected override Task<AlertPageView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(Id, ShowsSmallCells, cancellationToken);
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Components.Layout;

/// <summary>The number beside "Alerts" in the rail.</summary>
public sealed partial class AlertCount : LivePage<AlertTotal>
{
    [Inject] private AlertDesk Desk { get; set; } = default!;

    protected override string Name => "the number of open alerts";

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Judged or ChangeKind.AlertChanged;

    protected override Task<AlertTotal> ReadAsync(CancellationToken cancellationToken) => Desk.CountAsync(cancellationToken);
}

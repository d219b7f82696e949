using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The way into the administration: what there is, and what waits.</summary>
public sealed partial class AdministrationPage : LivePage<AdministrationView>
{
    [Inject] private IAdministrationReader Reader { get; set; } = default!;

    protected override string Name => "the administration";

    protected override Task<AdministrationView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(cancellationToken);
}

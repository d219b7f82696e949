using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Help;

/// <summary>A page with anchors. The browser looks for the anchor of an address before the circuit has drawn the page, so it is gone to once more afterwards.</summary>
public abstract class HelpAnchors : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && Navigation.Uri.Contains('#', StringComparison.Ordinal))
            Navigation.NavigateTo(Navigation.Uri, replace: true);
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace EquityMonitor.Web;

/// <summary>
/// The document around every page. Plotly is not named here: its component loads its own script, and loads the basic bundle, which the
/// content security policy permits, when <c>UseBasicVersion="true"</c>.
/// </summary>
public sealed partial class App
{
    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    /// <summary>Null for a page that sets cookies and is therefore rendered once, without a circuit.</summary>
    private InteractiveServerRenderMode? PageRenderMode =>
        HttpContext.AcceptsInteractiveRouting() ? new InteractiveServerRenderMode(prerender: false) : null;
}

using Bunit;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

internal static class PanelStates
{
    /// <summary>The name of the state that the panel is in.</summary>
    public static string State<T>(this IRenderedComponent<T> panel)
        where T : Microsoft.AspNetCore.Components.IComponent => panel.Find("section").GetAttribute("data-state")!;
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Components;

/// <summary>Moves the keyboard's place on the page, where what held it has gone.</summary>
public static class ElementFocus
{
    public static async Task MoveAsync(ElementReference element)
    {
        // A reference that was never rendered has no id, and nothing to move to.
        if (element.Id is null)
            return;
        try
        {
            await element.FocusAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
        catch (JSException)
        {
            // The element was replaced between rendering and this call: the browser keeps the place it has.
        }
    }
}

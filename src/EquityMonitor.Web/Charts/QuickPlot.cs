using Microsoft.JSInterop;
using Plotly.Blazor;

namespace EquityMonitor.Web.Charts;

/// <summary>
/// Plotly's component, whose end nobody waits for: its own asks the browser to clear the drawing, and a browser that has gone or is busy would hold the page that
/// is left, and the circuit behind it, until that call times out.
/// </summary>
public sealed class QuickPlot : PlotlyChart, IAsyncDisposable
{
    /// <summary>Draws what the parameters say now in place of what is drawn, without a flicker.</summary>
    public async Task RedrawAsync()
    {
        try
        {
            await React();
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone, or the page has been left.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            await base.OnAfterRenderAsync(firstRender);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // Left before it was drawn.
        }
    }

    public new ValueTask DisposeAsync()
    {
        _ = ClearAsync();
        return ValueTask.CompletedTask;
    }

    ValueTask IAsyncDisposable.DisposeAsync() => DisposeAsync();

    private async Task ClearAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The drawing went with its page.
        }
    }
}

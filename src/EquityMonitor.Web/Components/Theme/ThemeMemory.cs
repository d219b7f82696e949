using Microsoft.JSInterop;

namespace EquityMonitor.Web.Components.Theme;

/// <summary>The theme that this browser chose last; until then the one of its operating system.</summary>
public sealed class ThemeMemory(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? _module;

    public async Task<bool> IsDarkAsync(CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeAsync<bool>("isDark", cancellationToken);

    public async Task RememberAsync(bool dark, CancellationToken cancellationToken) =>
        await (await ModuleAsync(cancellationToken)).InvokeVoidAsync("remember", cancellationToken, dark);

    public async ValueTask DisposeAsync()
    {
        if (_module is null)
            return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the module with it.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync(CancellationToken cancellationToken) =>
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./EquityMonitor.Web.lib.module.js");
}

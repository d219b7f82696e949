using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Components;

/// <summary>
/// Keeps what a person types in the browser's tab, by page and field, until it is sent or given up: a reload, a fault, or a new start of the server, which knows
/// nothing of the page any more, must not lose it. It does not leave the browser, and comes back to the same person only.
/// </summary>
public sealed partial class KeptText : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private string _who = string.Empty;
    private bool _isFound;

    /// <summary>Of which page it is: "alerts/12". It stays the same as long as the component lives.</summary>
    [Parameter, EditorRequired] public string Page { get; set; } = string.Empty;

    /// <summary>Called once, after the first render, where something was kept: by field. Says whether any of it is shown again.</summary>
    [Parameter, EditorRequired] public Func<IReadOnlyDictionary<string, string>, bool> Restore { get; set; } = _ => false;

    [Parameter] public RenderFragment? ChildContent { get; set; }

    [Inject] private IJSRuntime Script { get; set; } = default!;
    [Inject] private AuthenticationStateProvider Authentication { get; set; } = default!;

    /// <summary>Puts these texts, by field, in place of what was kept; only the field that is being typed into keeps its own.</summary>
    public Task KeepAsync(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Show(_isFound && fields.Count > 0);
        return TellAsync("keep", _root, Page, _who, fields);
    }

    /// <summary>It was sent, or given up.</summary>
    public Task ForgetAsync()
    {
        Show(false);
        return TellAsync("forget", Page);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _who = (await Authentication.GetAuthenticationStateAsync()).User.ToPerson()?.Key ?? string.Empty;
            _module = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/KeptText.razor.js");
            if (await _module.InvokeAsync<Dictionary<string, string>?>("attend", _gone.Token, _root, Page, _who) is { Count: > 0 } kept)
                Show(Restore(kept));
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page has been left.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
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

    private void Show(bool isFound)
    {
        if (_isFound == isFound)
            return;
        _isFound = isFound;
        StateHasChanged();
    }

    private async Task TellAsync(string what, params object?[] arguments)
    {
        if (_module is null)
            return;
        try
        {
            await _module.InvokeVoidAsync(what, _gone.Token, arguments);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The page has been left.
        }
    }
}

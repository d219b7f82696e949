using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>Changes to another model, and keeps of the view what means the same there.</summary>
public sealed partial class ModelSwitch : LivePage<FrameView>
{
    private const string ListId = "models-to-choose";

    private ElementReference _choices;
    private IJSObjectReference? _module;
    private bool _attended;

    /// <summary>The address of the page, which says whose page it is and what of it another model shows too.</summary>
    [Parameter, EditorRequired] public string Uri { get; set; } = string.Empty;

    [Inject] private FrameReader Reader { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    protected override string Name => "the models to choose from";

    protected override object? Address => string.Join('\n', SwitchAddress.GroupsOf(Here));

    private Uri Here => new(Uri, UriKind.Absolute);

    private FrameModel? Shown => View?.Find(SwitchAddress.ModelOf(Here));

    protected override bool Concerns(Change change) => change.Kind is ChangeKind.Registered or ChangeKind.Evaluated;

    protected override Task<FrameView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(SwitchAddress.GroupsOf(Here), cancellationToken);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isShown = View is { Models.Count: > 0 };
        if (isShown == _attended)
            return;
        _attended = isShown;
        if (!isShown)
            return;
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", Gone, "./Features/Frame/ModelSwitch.razor.js");
            await _module.InvokeVoidAsync("attend", Gone, _choices);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page has been left.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
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
}

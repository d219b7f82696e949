using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EquityMonitor.Web.Components;

/// <summary>
/// Sentences about one figure in the browser's own dialog, beside what was pressed: the focus moves in, stays in, and goes back; Escape and a click beside it
/// close it.
/// </summary>
public sealed partial class MeaningCard : IAsyncDisposable
{
    private readonly string _id = $"meaning-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _dialog;
    private IJSObjectReference? _module;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Parameter, EditorRequired] public string Title { get; set; } = string.Empty;

    [Parameter] public Metric? Metric { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<string> Sentences { get; set; } = [];

    [Parameter] public string? HelpHref { get; set; }

    [Parameter] public string? HelpText { get; set; }

    /// <summary>The reader has closed it; whoever opened it takes it away.</summary>
    [Parameter] public EventCallback Closed { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/MeaningCard.razor.js");
            await _module.InvokeVoidAsync("show", _gone.Token, _dialog);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The page has been left.
        }
    }

    private string? Href => HelpHref ?? (Metric is { } metric ? $"/help/metrics/{metric.Key}" : null);

    private string Link => HelpText ?? (Metric is { } metric ? $"How {MetricWords.Of(metric).InSentence} is computed" : "How this is computed");

    private async Task CloseAsync()
    {
        if (_module is null)
            return;
        try
        {
            await _module.InvokeVoidAsync("close", _gone.Token, _dialog);
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
}

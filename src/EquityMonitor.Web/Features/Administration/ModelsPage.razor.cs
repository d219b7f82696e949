using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The registered models: what is in force, what waits for a decision, and how a definition comes in. The address carries the selected model.</summary>
public sealed partial class ModelsPage : IAsyncDisposable
{
    private const string Address = "/administration/models";

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private LiveRefresh? _stored;
    private LiveRefresh? _progress;
    private IDisposable? _changes;
    private IDisposable? _board;
    private ModelsView? _view;
    private PanelState.Failed? _failure;
    private string? _shownKey;

    [SupplyParameterFromQuery(Name = "model")] public string? SelectedKey { get; set; }

    [Inject] private IModelsReader Reader { get; set; } = default!;
    [Inject] private ChangeBroker Changes { get; set; } = default!;
    [Inject] private ProgressBoard Board { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    private string Lead
    {
        get
        {
            if (_view is not { } view)
                return "Models";
            if (view.Models.Count == 0)
                return "No model is registered yet. Import the definition of the first one.";
            var waiting = view.Models.Count(model => model.NeedsAttention);
            return waiting == 0
                ? $"Nothing waits for a decision: {view.Models.Count} {(view.Models.Count == 1 ? "model is" : "models are")} registered."
                : $"{waiting} of {view.Models.Count} {(view.Models.Count == 1 ? "model" : "models")} {(waiting == 1 ? "waits" : "wait")} for a decision.";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        // Subscribed before the first read: a commit in between asks for another.
        _stored = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(ReadNowAsync));
        _progress = new LiveRefresh(Time, RefreshInterval, _ => InvokeAsync(StateHasChanged));
        _changes = Changes.Subscribe(_ => _stored.Request());
        _board = Board.Subscribe(_progress.Request);
        _shownKey = SelectedKey;
        await ReadNowAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shownKey == SelectedKey)
            return;
        _shownKey = SelectedKey;
        await ReadNowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _changes?.Dispose();
        _board?.Dispose();
        await _gone.CancelAsync();
        if (_stored is not null)
            await _stored.DisposeAsync();
        if (_progress is not null)
            await _progress.DisposeAsync();
        _gone.Dispose();
    }

    private async Task ReadNowAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        var cancellation = _gone.Token;
        try
        {
            await _reading.WaitAsync(cancellation);
            try
            {
                _view = await Reader.ReadAsync(SelectedKey, cancellation);
            }
            finally
            {
                _reading.Release();
            }

            _failure = null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What was read before stays on screen, with the failure above it.
            _failure = Faults.Record(exception, "the models page");
        }

        StateHasChanged();
    }

    private async Task SelectAsync(string modelKey)
    {
        if (modelKey == SelectedKey)
            await ReadNowAsync();
        else
            Navigation.NavigateTo($"{Address}?model={Uri.EscapeDataString(modelKey)}");
    }
}

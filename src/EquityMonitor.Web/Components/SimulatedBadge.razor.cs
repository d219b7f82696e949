using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Components;

/// <summary>Says that simulated data may be on screen, in every frame there is.</summary>
public sealed partial class SimulatedBadge : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _shown;

    [Inject] private SimulatedModels Simulated { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _shown = await Simulated.ArePresentAsync(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}

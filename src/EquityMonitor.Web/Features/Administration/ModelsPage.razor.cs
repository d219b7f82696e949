using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The registered models: what is in force, what waits for a decision, and how a definition comes in. The address carries the selected model.</summary>
public sealed partial class ModelsPage : LivePage<ModelsView>
{
    private const string Path = "/administration/models";

    [SupplyParameterFromQuery(Name = "model")] public string? SelectedKey { get; set; }

    [Inject] private IModelsReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the models page";

    protected override object? Address => SelectedKey;

    protected override bool ShowsRuns => true;

    private string Lead
    {
        get
        {
            if (View is not { } view)
                return "Models";
            if (view.Models.Count == 0)
                return "No model is registered yet. Import the definition of the first one.";
            var waiting = view.Models.Count(model => model.NeedsAttention);
            return waiting == 0
                ? $"Nothing waits for a decision: {view.Models.Count} {(view.Models.Count == 1 ? "model is" : "models are")} registered."
                : $"{waiting} of {view.Models.Count} {(view.Models.Count == 1 ? "model" : "models")} {(waiting == 1 ? "waits" : "wait")} for a decision.";
        }
    }

    protected override Task<ModelsView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(SelectedKey, cancellationToken);

    private async Task SelectAsync(string modelKey)
    {
        if (modelKey == SelectedKey)
            await ReadNowAsync();
        else
            Navigation.NavigateTo($"{Path}?model={Uri.EscapeDataString(modelKey)}");
    }
}

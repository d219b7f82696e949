using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>How the data come in, what needs a decision, and what runs. The address carries the model and the reason for refusing that are looked at.</summary>
public sealed partial class OperationsPage : LivePage<OperationsView>
{
    public const string Path = "/operations";

    [SupplyParameterFromQuery(Name = "model")] public string? ModelKey { get; set; }

    [SupplyParameterFromQuery(Name = "reason")] public string? Reason { get; set; }

    [Inject] private IOperationsReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IOptions<RetentionOptions> Retention { get; set; } = default!;

    protected override string Name => "operations";

    protected override object? Address => ModelKey;

    protected override bool ShowsRuns => true;

    private int KeptDays => Retention.Value.QuarantineDays;

    protected override Task<OperationsView> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(ModelKey, cancellationToken);

    public static string HrefOfModel(string modelKey) => $"{Path}?model={Uri.EscapeDataString(modelKey)}";

    private string HrefOfReason(string? reason) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["model"] = View?.Selected?.Status.Key, ["reason"] = reason });
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>The choice of evidence. A rule that chooses nothing gets peek-safe evidence wherever it can be had, so that choice is the absence of a text.</summary>
public sealed partial class EvidenceField
{
    private const string PeekSafe = "peek-safe";
    private const string Interval = "interval";

    [Parameter, EditorRequired] public string Id { get; set; } = string.Empty;

    [Parameter, EditorRequired] public RuleDraft Draft { get; set; } = new();

    [Parameter] public EventCallback<RuleDraft> DraftChanged { get; set; }

    [Parameter, EditorRequired] public ModelDefinition Definition { get; set; } = default!;

    [Parameter, EditorRequired] public IReadOnlyList<string> EvidenceProblems { get; set; } = [];

    [Parameter, EditorRequired] public IReadOnlyList<string> FromProblems { get; set; } = [];

    /// <summary>Why peek-safe evidence cannot be had; null where it can.</summary>
    private string? Obstacle { get; set; }

    private bool IsPeekSafe => Draft.Evidence == PeekSafe || (Draft.Evidence.Length == 0 && Obstacle is null);

    private string Help => (Obstacle, IsPeekSafe) switch
    {
        ({ } why, _) => why,
        (null, true) => $"May be looked at every day: {PeekSafeWords.Promise(Definition.EvidenceBudget)}, all rules and groups together. Small changes in small groups take longer; until then they are on Watch, which alerts nobody.",
        _ => "One window, adjusted for the groups looked at. It limits how often chance misleads one look; over a year of daily looks more false alarms come together.",
    };

    protected override void OnParametersSet() => Obstacle = Why();

    private string? Why()
    {
        if (Metric.Find(Draft.Metric) is not { } metric)
            return null;

        // A limit that cannot be read yet stands in no way of anything.
        var limit = RuleDraftReader.Read(Definition, [Draft with { Evidence = Interval }]).Rules is [var rule] ? rule.Limit : new Limit.Gap(0.05);
        return PeekSafeSense.Problem(metric, limit) is { } problem ? problem.Split(" Write evidence", 2)[0] : null;
    }

    private Task Choose(ChangeEventArgs change) =>
        DraftChanged.InvokeAsync(Text(change) == Interval ? Draft with { Evidence = Interval, EffectiveFrom = string.Empty } : Draft with { Evidence = string.Empty });

    private static string Text(ChangeEventArgs change) => (change.Value as string ?? string.Empty).Trim();
}

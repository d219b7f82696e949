using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Administration.Rules;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration.History;

/// <summary>Who changed the definition of a model, when, and what it did. The address carries the revision whose text is shown.</summary>
public sealed partial class HistoryPage : LivePage<HistoryRead>
{
    [Parameter] public string Key { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "revision")] public int? Shown { get; set; }

    [Inject] private IDefinitionReader Reader { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override string Name => "the history page";

    protected override object? Address => Key;

    private string Lead => View?.History switch
    {
        null => "History",
        { Revisions.Count: <= 1 } history => $"The definition of {history.Name} has not changed since it was registered.",
        { } history => $"The definition of {history.Name} was changed {Formats.Count(history.Revisions.Count - 1, "time", "times")}, last by {history.Revisions[0].AppliedBy} on {Formats.Moment(history.Revisions[0].AppliedAt, history.Zone)}.",
    };

    protected override async Task<HistoryRead> ReadAsync(CancellationToken cancellationToken) => new(await Reader.HistoryAsync(Key, cancellationToken));

    protected override bool Concerns(Change change) => change.ModelKey == Key && change.Kind == ChangeKind.Registered;
}

/// <param name="History">Null when no model has the key of the address.</param>
public sealed record HistoryRead(HistoryView? History);

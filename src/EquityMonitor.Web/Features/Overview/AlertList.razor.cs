using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The alerts that wait for people, with the one action that the first page offers.</summary>
public sealed partial class AlertList : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<int> _busy = [];
    private readonly Dictionary<int, string> _notes = [];

    [Parameter, EditorRequired] public required IReadOnlyList<AlertView> Alerts { get; set; }

    /// <summary>Something was done, or somebody else had done it: the list should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private AlertDesk Desk { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    private string Title
    {
        get
        {
            var waiting = Alerts.Count(alert => alert.State == AlertState.Open);
            return Alerts.Count == 0 ? "Open alerts" : $"Open alerts: {Formats.Count(Alerts.Count)}, of which {Formats.Count(waiting)} not yet acknowledged";
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task AcknowledgeAsync(AlertView alert)
    {
        if (!_busy.Add(alert.Id))
            return;
        try
        {
            var person = await Person.AskAsync(Policies.Quality);
            if (person.Name is not { } name)
            {
                _notes[alert.Id] = person.Refusal!;
                return;
            }

            var outcome = await Desk.AcknowledgeAsync(alert.Id, name, null, _gone.Token);
            if (AlertOutcomeWords.Of(outcome) is { } words)
                _notes[alert.Id] = words;
            else
                _notes.Remove(alert.Id);
            await Changed.InvokeAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            var failed = Faults.Record(exception, "acknowledging an alert");
            _notes[alert.Id] = $"This was not recorded. Try again; if it stays, give the reference {failed.Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _busy.Remove(alert.Id);
        }
    }
}

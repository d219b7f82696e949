using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts;

/// <summary>Alerts as rows. Taking one on is the one thing that can be done from a list.</summary>
public sealed partial class AlertTable : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<int> _busy = [];
    private readonly Dictionary<int, string> _notes = [];
    private readonly Dictionary<int, ElementReference> _links = [];
    private ElementReference _told;
    private string? _done;
    private Place? _focus;

    [Parameter, EditorRequired] public required IReadOnlyList<AlertView> Alerts { get; set; }

    /// <summary>Something was done, or somebody else had done it: the list should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private AlertDesk Desk { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>The button that had the focus has gone: it moves to the same row, to the one that took its place, or to what was done.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } place)
            return;
        _focus = null;
        var next = Alerts.FirstOrDefault(alert => alert.Id == place.Alert) ?? Alerts.ElementAtOrDefault(Math.Min(place.Row, Alerts.Count - 1));
        await ElementFocus.MoveAsync(next is not null && _links.TryGetValue(next.Id, out var link) ? link : _told);
    }

    private async Task AcknowledgeAsync(AlertView alert)
    {
        if (!_busy.Add(alert.Id))
            return;
        try
        {
            var person = await Person.AskAsync(Policies.Quality);
            if (person.Person is not { } who)
            {
                _notes[alert.Id] = person.Refusal!;
                return;
            }

            var row = Alerts.TakeWhile(other => other.Id != alert.Id).Count();
            var outcome = await Desk.AcknowledgeAsync(alert.Id, who, null, _gone.Token);
            if (AlertOutcomeWords.Of(outcome) is { } words)
            {
                _notes[alert.Id] = words;
            }
            else
            {
                _notes.Remove(alert.Id);
                _done = $"Acknowledged: {alert.Subgroup}, {alert.ModelName}.";
            }

            await Changed.InvokeAsync();
            _focus = new Place(alert.Id, row);
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

    private sealed record Place(int Alert, int Row);
}

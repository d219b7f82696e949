using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The days of a model that wait for a person's decision.</summary>
public sealed partial class HeldDaysPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _confirm;
    private DateOnly? _confirming;
    private DateOnly? _focused;
    private string? _note;
    private bool _busy;

    [Parameter, EditorRequired] public required ModelRow Model { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<HeldDay> Held { get; set; }

    /// <summary>A day was accepted, or was no longer held: the list should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private HeldDays Days { get; set; } = default!;
    [Inject] private RunRequests Requests { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed is gone: whoever uses the keyboard goes on at the question.
        if (_confirming is { } day && _focused != day && Held.Any(held => held.Day == day))
        {
            _focused = day;
            await _confirm.FocusAsync();
        }
        else if (_confirming is null)
        {
            _focused = null;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task AcceptAsync(HeldDay day)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var person = await Person.AskAsync(Policies.Administrator);
            if (person.Name is not { } name)
            {
                _note = person.Refusal;
                return;
            }

            var accepted = await Days.AcceptAsync(Model.Id, day.Day, name, _gone.Token);
            _confirming = null;
            _note = accepted
                ? "Accepted under your name. The figures follow with the next run, which has been asked for."
                : "Nothing was changed: the day is no longer held, or newer content came in the same moment. Look again.";
            await Changed.InvokeAsync();
            if (accepted)
                Requests.PullNow(Model.Key);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            _note = $"This did not work as it should. Look whether the day is still held, and try again; if it stays, give the reference {Faults.Record(exception, "accepting a held day").Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _busy = false;
        }
    }
}

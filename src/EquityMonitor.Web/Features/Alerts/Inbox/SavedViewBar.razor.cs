using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>Leads to views of the inbox, and keeps, renames and deletes the person's own.</summary>
public sealed partial class SavedViewBar : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _field;
    private SavedView? _renamed;
    private string _name = string.Empty;
    private string? _note;
    private bool _asking;
    private bool _refused;
    private bool _focus;
    private bool _busy;

    /// <summary>The person's own.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<SavedView> Saved { get; set; }

    /// <summary>What the page shows now.</summary>
    [Parameter, EditorRequired] public required AlertFilter Current { get; set; }

    /// <summary>Who looks; null when nobody is named, for whom nothing can be kept.</summary>
    [Parameter] public Person? Person { get; set; }

    /// <summary>The views should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private SavedViews Views { get; set; } = default!;
    [Inject] private ActingPerson Acting { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    private SavedView? Shown => Saved.FirstOrDefault(view => IsCurrent(AlertFilter.Parse(view.Query)));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus)
            return;
        _focus = false;
        await ElementFocus.MoveAsync(_field);
    }

    private bool IsCurrent(AlertFilter filter) => filter.FirstPage() == Current.FirstPage();

    private void Ask(SavedView? renamed)
    {
        (_renamed, _name, _note) = (renamed, renamed?.Name ?? string.Empty, null);
        (_asking, _focus, _refused) = (true, true, false);
    }

    private void Stop() => (_asking, _note, _refused) = (false, null, false);

    private Task SaveAsync() => GuardAsync("saving a view of alerts", async owner =>
    {
        var outcome = _renamed is { } view
            ? await Views.RenameAsync(view.Id, owner, _name, _gone.Token)
            : await Views.CreateAsync(owner, _name, Current.FirstPage().ToQuery(), _gone.Token);
        _refused = outcome is not SavedViewOutcome.Done;
        _note = outcome switch
        {
            SavedViewOutcome.Done => $"The view “{_name.Trim()}” is {(_renamed is null ? "saved" : "renamed")}.",
            SavedViewOutcome.BadName bad => bad.Why,
            SavedViewOutcome.NameTaken taken => $"You have a view “{taken.Name}” already. Choose another name.",
            SavedViewOutcome.TooMany => $"{SavedViews.MostPerPerson} views are kept for a person. Delete one first.",
            _ => "This view was deleted meanwhile.",
        };
        if (!_refused)
            _asking = false;
        else
            _focus = true;
    });

    private Task DeleteAsync(SavedView view) => GuardAsync("deleting a view of alerts", async owner =>
    {
        await Views.DeleteAsync(view.Id, owner, _gone.Token);
        (_asking, _note) = (false, $"The view “{view.Name}” is deleted. What it showed stays on the page.");
    });

    private async Task GuardAsync(string what, Func<string, Task> work)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var person = await Acting.AskAsync(Policies.Viewer);
            if (person.Person is not { } who)
            {
                _note = person.Refusal;
                return;
            }

            await work(who.Key);
            await Changed.InvokeAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            _note = $"That did not work; the name is kept. Try again; if it stays, give the reference {Faults.Record(exception, what).Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _busy = false;
        }
    }
}

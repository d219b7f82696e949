using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>A panel in which an administrator acts: one act at a time, under a name, with an answer that stays on screen.</summary>
public abstract class ActingPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private object? _state;

    /// <summary>Something that others may see was changed: what is shown should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    /// <summary>What came of the newest act; null before the first.</summary>
    protected string? Note { get; set; }

    protected bool IsBusy { get; private set; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>What was said of one state does not fit the next: to be called with each set of parameters.</summary>
    /// <returns>Whether the state is another one.</returns>
    protected bool ForgetNoteAfter(object? state)
    {
        if (Equals(_state, state))
            return false;
        (_state, Note) = (state, null);
        return true;
    }

    /// <param name="what">For the log, when it fails: "asking for a run".</param>
    /// <param name="act">Gets the name of the person; returns what to say.</param>
    protected async Task ActAsync(string what, Func<string, Task<string?>> act)
    {
        if (IsBusy)
            return;
        IsBusy = true;
        try
        {
            var person = await Person.AskAsync(Policies.Administrator);
            Note = person.Name is { } name ? await act(name) : person.Refusal;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            Note = $"This did not work as it should. Look at what is shown here and try again; if it stays, give the reference {Faults.Record(exception, what).Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            IsBusy = false;
        }
    }
}

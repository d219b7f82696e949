using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>Acknowledge, comment, resolve, dismiss. A refusal, an error or a reload keeps the form and its text, and says what stood in the way.</summary>
public sealed partial class ActionPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _field;
    private ElementReference _told;
    private KeptText? _kept;
    private AlertActionKind? _open;
    private string _text = string.Empty;
    private string? _problem;
    private string? _note;
    private int _seenVersion;
    private bool _busy;
    private Focus _focus;

    private enum Focus
    {
        Stays,
        Field,
        Told,
    }

    [Parameter, EditorRequired] public required AlertDetail Alert { get; set; }

    /// <summary>Something was done, or somebody else had done it: the page should be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private AlertDesk Desk { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    private IReadOnlyList<AlertActionKind> Offered =>
        Alert.IsOpen ? [AlertActionKind.Resolved, AlertActionKind.Dismissed, AlertActionKind.Commented] : [AlertActionKind.Commented];

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnParametersSet() => OfferAComment();

    /// <summary>The field is named after the form that it stood in.</summary>
    private bool Restore(IReadOnlyDictionary<string, string> kept)
    {
        var (field, text) = kept.FirstOrDefault(field => !string.IsNullOrWhiteSpace(field.Value));
        if (_open is not null || !Enum.TryParse<AlertActionKind>(field, out var kind) || kind is not (AlertActionKind.Resolved or AlertActionKind.Dismissed or AlertActionKind.Commented))
            return false;
        (_open, _seenVersion, _text) = (kind, Alert.Version, text);
        OfferAComment();
        StateHasChanged();
        return true;
    }

    private void OfferAComment()
    {
        // Somebody closed the alert while a closing form was open: what was typed can still be said as a comment. The browser does not tell of a text before it is left.
        if (_open is AlertActionKind.Resolved or AlertActionKind.Dismissed && !Alert.IsOpen)
        {
            _open = AlertActionKind.Commented;
            _problem = $"{Alert.Standing} You can still add a comment; what you typed is kept.";
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var focus = _focus;
        _focus = Focus.Stays;
        if (focus != Focus.Stays)
            await ElementFocus.MoveAsync(focus == Focus.Field ? _field : _told);
    }

    private async Task ToggleAsync(AlertActionKind kind)
    {
        if (_open == kind)
        {
            await CloseAsync();
            return;
        }

        (_open, _seenVersion, _problem, _note, _focus) = (kind, Alert.Version, null, null, Focus.Field);
        if (_kept is not null && _text.Length > 0)
            await _kept.KeepAsync(new Dictionary<string, string> { [kind.ToString()] = _text });
    }

    /// <summary>The text stays for the next form, but a page that is loaded again does not bring up what was given up.</summary>
    private async Task CloseAsync()
    {
        (_open, _problem) = (null, null);
        if (_kept is not null)
            await _kept.ForgetAsync();
    }

    private Task AcknowledgeAsync() => GuardAsync("acknowledging an alert", problem => _note = problem, async who =>
    {
        _note = AlertOutcomeWords.Of(await Desk.AcknowledgeAsync(Alert.Id, who, null, _gone.Token), Alert.Zone) ?? "You have acknowledged this alert.";
        _focus = Focus.Told;
    });

    private Task SubmitAsync(AlertActionKind kind)
    {
        var words = ActionWords.Of(kind);
        if (words.NeedsText && string.IsNullOrWhiteSpace(_text))
        {
            (_problem, _focus) = (words.Missing, Focus.Field);
            return Task.CompletedTask;
        }

        if (_text.Trim().Length > AlertDesk.CommentLength)
        {
            (_problem, _focus) = ($"At most {AlertDesk.CommentLength} characters are kept; this has {_text.Trim().Length}.", Focus.Field);
            return Task.CompletedTask;
        }

        return GuardAsync("recording an action on an alert", problem => _problem = problem, async who =>
        {
            var outcome = await ActAsync(kind, who.Name);
            if (AlertOutcomeWords.Of(outcome, Alert.Zone) is { } problem)
            {
                // The page reads the new state now: a second click has seen it.
                _seenVersion = outcome is AlertOutcome.Changed changed ? changed.Version : _seenVersion;
                (_problem, _focus) = ($"{problem} Your text is kept.", Focus.Field);
                return;
            }

            (_open, _text, _problem, _note, _focus) = (null, string.Empty, null, words.Done, Focus.Told);
            if (_kept is not null)
                await _kept.ForgetAsync();
        });
    }

    private Task<AlertOutcome> ActAsync(AlertActionKind kind, string name) => kind switch
    {
        AlertActionKind.Resolved => Desk.ResolveAsync(Alert.Id, _seenVersion, name, _text, _gone.Token),
        AlertActionKind.Dismissed => Desk.DismissAsync(Alert.Id, _seenVersion, name, _text, _gone.Token),
        _ => Desk.CommentAsync(Alert.Id, name, _text, _gone.Token),
    };

    private async Task GuardAsync(string what, Action<string> tell, Func<Person, Task> work)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var person = await Person.AskAsync(Policies.Quality);
            if (person.Person is not { } who)
            {
                tell(person.Refusal!);
                return;
            }

            await work(who);
            await Changed.InvokeAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            tell($"This was not recorded; what you typed is kept. Try again; if it stays, give the reference {Faults.Record(exception, what).Reference} to whoever runs EquityMonitor.");
        }
        finally
        {
            _busy = false;
        }
    }
}

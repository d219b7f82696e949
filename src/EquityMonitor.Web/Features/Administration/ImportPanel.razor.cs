using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>Brings a definition in: look first, then apply. Only the text that was looked at can be applied, and neither an error nor a reload loses what was typed.</summary>
public sealed partial class ImportPanel : IDisposable
{
    private const string PastedName = "pasted definition";
    private const string DefinitionField = "definition";
    private const string FileField = "file";

    private readonly CancellationTokenSource _gone = new();
    private string _text = string.Empty;
    private string _fileName = PastedName;
    private string? _note;
    private DefinitionPreview? _preview;
    private DefinitionOutcome? _done;
    private KeptText? _kept;
    private int _files;
    private bool _busy;

    /// <summary>The definition in force of the selected model, to start from; null without one.</summary>
    [Parameter] public string? InForce { get; set; }

    [Parameter] public string? InForceName { get; set; }

    /// <summary>The definition of the model with this key was applied.</summary>
    [Parameter] public EventCallback<string> Applied { get; set; }

    [Inject] private ModelRegistry Registry { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;

    private bool CanApply => _preview is { CanBeApplied: true };

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task ChooseAsync(InputFileChangeEventArgs chosen) => GuardAsync("reading a definition file", async () =>
    {
        var (text, problem) = await DefinitionText.ReadAsync(chosen.File, _gone.Token);

        // A fresh field: the browser would not report the same file again after it was corrected.
        _files++;
        if (text is null)
        {
            _note = problem;
            return;
        }

        Put(text, DefinitionText.NameOf(chosen.File));
        if (_kept is not null)
            await _kept.KeepAsync(new Dictionary<string, string> { [DefinitionField] = _text, [FileField] = _fileName });
        await LookAsync();
    });

    private bool Restore(IReadOnlyDictionary<string, string> kept)
    {
        if (_text.Length > 0 || !kept.TryGetValue(DefinitionField, out var text) || string.IsNullOrWhiteSpace(text))
            return false;
        Put(text, kept.GetValueOrDefault(FileField, PastedName));
        StateHasChanged();
        return true;
    }

    private void StartFromInForce() => Put(InForce ?? string.Empty, PastedName);

    private async Task TextChangedAsync(ChangeEventArgs change)
    {
        _text = change.Value as string ?? string.Empty;
        (_preview, _done, _note) = (null, null, null);
        if (_kept is not null && string.IsNullOrWhiteSpace(_text))
            await _kept.ForgetAsync();
    }

    private Task PreviewAsync() => GuardAsync("previewing a definition", LookAsync);

    private Task ApplyAsync() => GuardAsync("applying a definition", async () =>
    {
        var person = await Person.AskAsync(Policies.Administrator);
        if (person.Name is not { } name)
        {
            _note = person.Refusal;
            return;
        }

        if (_preview is not { CanBeApplied: true } seen || seen.Text != _text)
        {
            _note = "The text was changed. Look at the preview first.";
            return;
        }

        var now = DefinitionPreview.Of(_text, await Registry.PreviewAsync(_text, _fileName, _gone.Token));
        if (!now.IsSameAs(seen))
        {
            (_preview, _note) = (now, "The model was changed since you looked. Nothing was applied; this is what your definition would do now.");
            return;
        }

        var outcome = await Registry.ApplyAsync(_text, _fileName, name, _gone.Token);
        if (outcome.IsRefused || outcome.Key is not { } key)
        {
            _preview = DefinitionPreview.Of(_text, outcome);
            return;
        }

        Put(string.Empty, PastedName);
        if (_kept is not null)
            await _kept.ForgetAsync();
        _done = outcome;
        await Applied.InvokeAsync(key);
    });

    private async Task LookAsync()
    {
        _done = null;
        if (string.IsNullOrWhiteSpace(_text))
        {
            (_preview, _note) = (null, "There is nothing to look at yet. Choose a file, or paste a definition.");
            return;
        }

        // The browser keeps to it; whatever else speaks to a circuit may not.
        if (_text.Length > DefinitionText.Longest)
        {
            (_preview, _note) = (null, $"The text has more than {DefinitionText.Longest / 1024} KB, so it is no definition. Paste the definition of one model.");
            return;
        }

        _preview = DefinitionPreview.Of(_text, await Registry.PreviewAsync(_text, _fileName, _gone.Token));
        _note = null;
    }

    private void Put(string text, string fileName)
    {
        (_text, _fileName) = (text, fileName);
        (_preview, _done, _note) = (null, null, null);
    }

    private async Task GuardAsync(string what, Func<Task> work)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            _note = $"That did not work; your text is kept. Try again; if it stays, give the reference {Faults.Record(exception, what).Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _busy = false;
        }
    }
}

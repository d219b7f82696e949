using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Features.Administration.Rules;

/// <summary>Preview and apply: the changed rules become a definition, and the registry decides what it does.</summary>
public sealed partial class RulesPage
{
    private Task PreviewAsync() => GuardAsync("previewing rules", async () =>
    {
        // A button that waits for the first change would miss the click that ends the typing.
        if (!IsTouched)
        {
            _note = "Nothing has been changed yet: edit a rule, remove one, or add one.";
            return;
        }

        _attempted = true;
        (_done, _preview) = (null, null);
        _check = _sheet!.Check();
        if (_check.Definition is not { } definition)
        {
            if (_sheet.Lines.FirstOrDefault(line => _check.Problems[line.Id].Any()) is not { } wrong)
            {
                _note = $"The {(_sheet.BudgetProblem is null ? "level of the intervals has" : "days of a false alarm have")} an error; see the field. Nothing was applied.";
                return;
            }

            _note = $"'{NameOf(wrong)}' has an error; see the field. Nothing was applied.";
            Open(wrong.Id);
            return;
        }

        var yaml = ModelDefinitionYaml.Write(definition);
        var outcome = await Registry.PreviewAsync(yaml, FileName, Gone);
        if (outcome.Kind == DefinitionOutcomeKind.Changed)
            (_preview, _note) = (RulesPreview.Of(yaml, outcome.Sentences, _sheet, _check), null);
        else
            _note = outcome.IsRefused ? string.Join(" ", outcome.Problems) : "This is what is in force already; there is nothing to apply.";
    });

    private Task ApplyAsync() => GuardAsync("applying rules", async () =>
    {
        var person = await Person.AskAsync(Policies.Administrator);
        if (person.Name is not { } name)
        {
            _note = person.Refusal;
            return;
        }

        if (_preview is not { } seen || _sheet is not { } sheet)
            return;
        var outcome = await Registry.ApplyAsync(seen.Yaml, FileName, name, sheet.Revision, Gone);
        if (outcome.IsRefused)
        {
            (_preview, _note) = (null, outcome.IsOvertaken ? null : string.Join(" ", outcome.Problems));
            await ReadNowAsync();
            return;
        }

        if (_kept is not null)
            await _kept.ForgetAsync();

        // Read first, so that the sheet begins from what is in force now.
        _sheet = null;
        await ReadNowAsync();
        _done = outcome.Sentences;
        Open(null);
    });

    private async Task GuardAsync(string what, Func<Task> work)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The page has gone.
        }
        catch (Exception exception)
        {
            _note = $"That did not work; what you typed is kept. Try again; if it stays, give the reference {Faults.Record(exception, what).Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _busy = false;
        }
    }
}

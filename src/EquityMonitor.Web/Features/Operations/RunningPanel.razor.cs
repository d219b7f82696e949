using EquityMonitor.Monitoring;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>The run of a model that is in progress, those that follow it, and the way to cancel them. Shows nothing while nothing runs or waits.</summary>
public sealed partial class RunningPanel : ActingPanel
{
    private ElementReference _confirm;
    private bool _confirming;
    private bool _focused;

    [Parameter, EditorRequired] public required ModelStatus Model { get; set; }

    /// <summary>The newest run of the model in this process.</summary>
    [Parameter] public RunProgress? Run { get; set; }

    /// <summary>Runs that were asked for and have not begun.</summary>
    [Parameter] public IReadOnlyList<RunOrder> Waiting { get; set; } = [];

    [Inject] private RunDesk Desk { get; set; } = default!;

    private bool IsShown => Run is { IsRunning: true } || Waiting.Count > 0 || Note is not null;

    private string CancelText => Run is { IsRunning: true } ? "Cancel this run" : "Give it up";

    private string CancelQuestion => (Run is { IsRunning: true }, Waiting.Count) switch
    {
        (true, 0) => "Cancel this run? The days that are finished stay; a later run goes on where this one ends.",
        (true, _) => "Cancel this run, and give up what waits behind it? The days that are finished stay; a later run goes on where this one ends.",
        _ => "Give up what waits? The next night looks for what is missing in any case.",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed is gone: whoever uses the keyboard goes on at the question.
        if (_confirming && !_focused && IsShown)
        {
            _focused = true;
            await _confirm.FocusAsync();
        }
        else if (!_confirming)
        {
            _focused = false;
        }
    }

    protected override void OnParametersSet()
    {
        // A question about a run that has ended must not be answered for the next one.
        if (ForgetNoteAfter(Run?.StartedAt) || (Run is not { IsRunning: true } && Waiting.Count == 0))
            _confirming = false;
    }

    private Task CancelAsync() => ActAsync("cancelling a run", async name =>
    {
        var answer = await Desk.CancelAsync(Model.Key, name);
        _confirming = false;
        await Changed.InvokeAsync();
        return (answer.WasRunning, answer.Withdrawn.Count) switch
        {
            (true, 0) => "The run was cancelled under your name. The next one goes on where it ended.",
            (true, _) => "The run was cancelled under your name, and what waited behind it was given up. The next one goes on where it ended.",
            (false, > 0) => "What waited was given up under your name.",
            _ when Run is { IsRunning: true, CancelledBy: { } other } => $"Nothing was done: {other} has cancelled this run already.",
            _ => "Nothing was cancelled: the run had ended in the meantime.",
        };
    });

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

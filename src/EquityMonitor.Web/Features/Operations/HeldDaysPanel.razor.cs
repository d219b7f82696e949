using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>The days of a model that wait for a person's decision.</summary>
public sealed partial class HeldDaysPanel : ActingPanel
{
    private ElementReference _confirm;
    private DateOnly? _confirming;
    private DateOnly? _focused;

    [Parameter, EditorRequired] public required ModelStatus Model { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<HeldDay> Held { get; set; }

    [Inject] private HeldDays Days { get; set; } = default!;
    [Inject] private RunRequests Requests { get; set; } = default!;

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

    private Task AcceptAsync(HeldDay day) => ActAsync("accepting a held day", async name =>
    {
        var accepted = await Days.AcceptAsync(Model.Id, day.Day, name, Gone);
        _confirming = null;
        if (accepted)
            Requests.PullNow(Model.Key, name);
        await Changed.InvokeAsync();
        return accepted
            ? "Accepted under your name. The figures follow with the next run, which has been asked for."
            : "Nothing was changed: the day is no longer held, or newer content came in the same moment. Look again.";
    });
}

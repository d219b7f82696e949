using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Jobs;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>Asks for the days of a range to be read again, after a look at what that touches.</summary>
public sealed partial class BackfillForm : ActingPanel
{
    private ElementReference _confirm;
    private DateOnly? _from;
    private DateOnly? _to;
    private string? _problem;
    private BackfillPlan? _plan;
    private BackfillPlan? _focused;

    [Parameter, EditorRequired] public required ModelStatus Model { get; set; }

    [Inject] private BackfillPlanner Planner { get; set; } = default!;
    [Inject] private RunDesk Desk { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    private BackfillRange Range => Planner.RangeOf(Model);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_plan is not null && _focused != _plan)
        {
            _focused = _plan;
            await _confirm.FocusAsync();
        }
    }

    /// <summary>What was looked at no longer fits what is typed.</summary>
    private void Typed(ref DateOnly? day, ChangeEventArgs args)
    {
        day = DateOnly.TryParseExact(args.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) ? typed : null;
        (_problem, _plan, Note) = (null, null, null);
    }

    private Task LookAsync() => ActAsync("looking at a range", async _ =>
    {
        (_problem, _plan) = (Range.Problem(_from, _to), null);
        if (_problem is null)
            _plan = await Planner.PlanAsync(Model.Id, new DateRange(_from!.Value, _to!.Value), Gone);
        return null;
    });

    private Task BackfillAsync(BackfillPlan plan) => ActAsync("asking for a backfill", async name =>
    {
        // Midnight may have passed, or the retention may have been changed, since the range was looked at.
        _problem = Range.Problem(plan.Days.From, plan.Days.To);
        _plan = null;
        if (_problem is not null)
            return null;
        var isFurther = await Desk.BackfillAsync(Model.Key, plan.Days, name, Gone);
        await Changed.InvokeAsync();
        return isFurther
            ? $"{RunHistoryWords.Days(plan.Days)} will be read again: asked for on {Formats.Moment(Time.GetUtcNow().UtcDateTime, Model.Zone)}. It starts as soon as a worker is free and no other run of this model is in progress; its progress and its outcome appear on this page."
            : "A request for these days waits already. Yours is served by that one.";
    });

    private static string Stored(BackfillPlan plan) => (plan.StoredDays, plan.MissingDays) switch
    {
        (0, _) => "None of them is stored yet.",
        (_, 0) => $"All of them are stored, with {Formats.Count(plan.StoredRows, "row", "rows")}; each is replaced where the source now says something else.",
        var (stored, missing) =>
            $"{Formats.Count(stored)} of them {(stored == 1 ? "is" : "are")} stored, with {Formats.Count(plan.StoredRows, "row", "rows")}, and replaced where the source now says something else; {Formats.Count(missing)} {(missing == 1 ? "is" : "are")} not stored yet.",
    };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

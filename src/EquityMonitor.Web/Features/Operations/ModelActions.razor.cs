using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Operations;

/// <summary><see cref="SourceReader.CheckAsync"/>.</summary>
public delegate Task<SourceCheck> CheckSource(ModelDefinition definition, DateOnly day, CancellationToken cancellationToken);

/// <summary>When a model runs, a run at once, and a look at its source.</summary>
public sealed partial class ModelActions : ActingPanel
{
    private CancellationTokenSource? _checking;
    private SourceCheck? _check;
    private string? _sourceProblem;

    [Parameter, EditorRequired] public required ModelStatus Model { get; set; }

    [Inject] private RunDesk Desk { get; set; } = default!;
    [Inject] private CheckSource Check { get; set; } = default!;
    [Inject] private ActingPerson Acting { get; set; } = default!;
    [Inject] private FaultLog Log { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    private Task PullNowAsync() => ActAsync("asking for a run", async name =>
    {
        var isFurther = await Desk.PullNowAsync(Model.Key, name, Gone);
        await Changed.InvokeAsync();
        return isFurther
            ? $"A run was asked for on {Formats.Moment(Time.GetUtcNow().UtcDateTime, Model.Zone)}. It starts as soon as a worker is free and no other run of this model is in progress; its progress and its outcome appear on this page."
            : "A run had already been asked for and waits. Your request is served by that one.";
    });

    private async Task CheckAsync()
    {
        if (_checking is not null || Model.Definition is not { } definition)
            return;
        (_check, _sourceProblem) = (null, null);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        _checking = cancellation;
        try
        {
            if ((await Acting.AskAsync(Policies.Administrator)).Refusal is { } refusal)
                _sourceProblem = refusal;
            else
                _check = await Check(definition, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Model.Zone).DateTime), cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _sourceProblem = "The check was stopped before the source had answered.";
        }
        catch (SourceException exception)
        {
            _sourceProblem = exception.Message;
        }
        catch (Exception exception)
        {
            // What a driver says may quote a connection string or a row.
            _sourceProblem = $"The log says why: look there for the reference {Log.Record(exception, "checking a source").Reference}.";
        }
        finally
        {
            _checking = null;
        }
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Administration;

/// <summary><see cref="SourceReader.CheckAsync"/>.</summary>
public delegate Task<SourceCheck> CheckSource(ModelDefinition definition, DateOnly day, CancellationToken cancellationToken);

/// <summary>What can be done with one model at once: a run, and a look at its source.</summary>
public sealed partial class ModelActions : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _checking;
    private SourceCheck? _check;
    private string? _sourceProblem;
    private string? _note;
    private bool _asking;

    [Parameter, EditorRequired] public required ModelRow Model { get; set; }

    /// <summary>The newest run of the model in this process.</summary>
    [Parameter] public RunProgress? Run { get; set; }

    [Inject] private RunRequests Requests { get; set; } = default!;
    [Inject] private CheckSource Check { get; set; } = default!;
    [Inject] private ActingPerson Person { get; set; } = default!;
    [Inject] private FaultLog Faults { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _checking?.Dispose();
        _gone.Dispose();
    }

    private async Task PullNowAsync()
    {
        if (_asking)
            return;
        _asking = true;
        try
        {
            if ((await Person.AskAsync(Policies.Administrator)).Refusal is { } refusal)
                _note = refusal;
            else if (Requests.PullNow(Model.Key))
                _note = "A run was asked for and starts as soon as a worker is free. Its progress appears here.";
            else
                _note = "A run had already been asked for, or one is in progress and another follows it. Your request is served by that one.";
        }
        catch (Exception exception)
        {
            _note = $"The run could not be asked for. Try again; if it stays, give the reference {Faults.Record(exception, "asking for a run").Reference} to whoever runs EquityMonitor.";
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task CheckAsync()
    {
        if (_checking is not null || Model.Definition is not { } definition)
            return;
        (_check, _sourceProblem) = (null, null);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _checking = cancellation;
        try
        {
            if ((await Person.AskAsync(Policies.Administrator)).Refusal is { } refusal)
                _sourceProblem = refusal;
            else
                _check = await Check(definition, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Model.Zone).DateTime), cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _sourceProblem = "The check was cancelled.";
        }
        catch (SourceException exception)
        {
            _sourceProblem = exception.Message;
        }
        catch (Exception exception)
        {
            // What a driver says may quote a connection string or a row.
            _sourceProblem = $"The log says why: look there for the reference {Faults.Record(exception, "checking a source").Reference}.";
        }
        finally
        {
            _checking = null;
        }
    }
}

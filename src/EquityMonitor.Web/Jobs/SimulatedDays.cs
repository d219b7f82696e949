using EquityMonitor.Monitoring;

namespace EquityMonitor.Web.Jobs;

/// <summary>Creates the simulated hospital, or appends the days that passed, and registers its models.</summary>
public delegate Task PrepareSimulation(IProgress<StepProgress>? progress, CancellationToken cancellationToken);

/// <summary>Keeps the simulated hospital up to date, and shows it on the board while there is something to do.</summary>
public sealed class SimulatedDays(PrepareSimulation prepare, ModelSchedule schedule, ProgressBoard board)
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var progress = new Shown(board);
        var failure = RunFailure.Unknown;
        try
        {
            await prepare(progress, cancellationToken);
            failure = null;
        }
        catch (Exception exception)
        {
            failure = RunFailure.TextFor(exception);
            throw;
        }
        finally
        {
            progress.End(failure);
        }
    }

    public async Task PrepareAndRunAllAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await schedule.RunAllAsync(cancellationToken);
    }

    /// <summary>Under the key of no model; begins with the first report, so that the hourly look that finds nothing is not shown.</summary>
    private sealed class Shown(ProgressBoard board) : IProgress<StepProgress>
    {
        private bool _begun;

        public void Report(StepProgress value)
        {
            if (!_begun)
                board.Begin(RunProgress.SimulatedHospital);
            _begun = true;
            board.Report(value with { ModelKey = RunProgress.SimulatedHospital });
        }

        public void End(string? failure)
        {
            if (!_begun && failure is not null)
                board.Begin(RunProgress.SimulatedHospital);
            if (_begun || failure is not null)
                board.End(RunProgress.SimulatedHospital, failure);
        }
    }
}

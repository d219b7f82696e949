namespace EquityMonitor.Monitoring.Analyses;

/// <summary>A computation in steps of about the same length: each asks whether anybody still waits, and tells how far it has come. Safe for several threads.</summary>
internal sealed class AnalysisSteps(int total, IProgress<double>? progress, CancellationToken cancellationToken)
{
    private int _done;

    public void Done()
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(Math.Min(1, Interlocked.Increment(ref _done) / (double)total));
    }
}

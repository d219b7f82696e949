namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The encounters that a stream's next block of an AUROC has so far, by class. Which they are is told by the days since <see cref="Since"/>.</summary>
internal sealed class AurocPool
{
    /// <summary>Number of the first day; null for an empty pool.</summary>
    public int? Since { get; set; }

    public int Positives { get; set; }

    public int Negatives { get; set; }

    public void Clear() => (Since, Positives, Negatives) = (null, 0, 0);
}

using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Data;

/// <summary>Bulk insert of evaluation points; one per database project, since an ORM insert is too slow for wide rows by the ten thousand.</summary>
public interface IPointWriter
{
    /// <summary>Inserts the points within the context's current transaction. The caller has removed what they replace.</summary>
    Task InsertAsync(MonitorDbContext context, IReadOnlyList<EvaluationPoint> points, CancellationToken cancellationToken);
}

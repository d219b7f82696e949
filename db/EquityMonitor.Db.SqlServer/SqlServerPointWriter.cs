using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EquityMonitor.Db.SqlServer;

/// <summary>One bulk copy within the context's transaction.</summary>
public sealed class SqlServerPointWriter : IPointWriter
{
    /// <summary>Rows held as a table at once; a point is some 500 bytes.</summary>
    private const int BatchRows = 10_000;

    public async Task InsertAsync(MonitorDbContext context, IReadOnlyList<EvaluationPoint> points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(points);
        var transaction = context.Database.CurrentTransaction
            ?? throw new InvalidOperationException("Points are inserted within a transaction of the context: begin one first.");

        // Constraints are checked as in any other insert; a bulk copy would otherwise leave them untrusted.
        using var copy = new SqlBulkCopy(
            (SqlConnection)context.Database.GetDbConnection(), SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction.GetDbTransaction());
        copy.BulkCopyTimeout = context.Database.GetCommandTimeout() ?? 60;
        foreach (var chunk in points.Chunk(BatchRows))
        {
            using var table = PointTable.Of(context, chunk);
            copy.DestinationTableName = table.TableName;
            if (copy.ColumnMappings.Count == 0)
            {
                foreach (System.Data.DataColumn column in table.Columns)
                    copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
            }

            await copy.WriteToServerAsync(table, cancellationToken);
        }
    }
}

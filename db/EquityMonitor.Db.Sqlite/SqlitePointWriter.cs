using System.Data.Common;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EquityMonitor.Db.Sqlite;

/// <summary>One prepared INSERT, run once per point.</summary>
public sealed class SqlitePointWriter : IPointWriter
{
    public async Task InsertAsync(MonitorDbContext context, IReadOnlyList<EvaluationPoint> points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(points);
        var transaction = context.Database.CurrentTransaction
            ?? throw new InvalidOperationException("Points are inserted within a transaction of the context: begin one first.");
        if (points.Count == 0)
            return;

        var (table, columns) = PointColumn.Of(context);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = columns[i].Mapping.CreateParameter(command, "$p" + i, value: null, nullable: true);
            command.Parameters.Add(parameters[i]);
        }

        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) " +
            $"VALUES ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})";
        await command.PrepareAsync(cancellationToken);

        // Microsoft.Data.Sqlite is synchronous underneath: awaiting each row would cost more than the row.
        foreach (var point in points)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = columns[i].ValueOf(point);
            command.ExecuteNonQuery();
        }
    }
}

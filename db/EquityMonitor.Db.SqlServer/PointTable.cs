using System.Data;
using System.Globalization;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Db.SqlServer;

/// <summary>Points as a table for a bulk copy.</summary>
public static class PointTable
{
    /// <summary>A table named as the destination (quoted), with every column of the EF model. A day is a midnight, as ADO.NET tables carry no DateOnly.</summary>
    public static DataTable Of(MonitorDbContext context, IReadOnlyList<EvaluationPoint> points)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(points);
        var (name, columns) = PointColumn.Of(context);
        var table = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        foreach (var column in columns)
        {
            var type = column.StoredType == typeof(DateOnly) ? typeof(DateTime) : column.StoredType;
            table.Columns.Add(new DataColumn(column.Name, type) { AllowDBNull = column.IsNullable });
        }

        table.BeginLoadData();
        foreach (var point in points)
        {
            var values = new object[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                var value = columns[i].ValueOf(point);
                values[i] = value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;
            }

            table.Rows.Add(values);
        }

        table.EndLoadData();
        return table;
    }
}

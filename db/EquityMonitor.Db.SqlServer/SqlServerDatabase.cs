using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EquityMonitor.Db.SqlServer;

/// <summary>The monitor database on SQL Server.</summary>
public static class SqlServerDatabase
{
    /// <summary>SQL Server 2016: the oldest whose T-SQL EF Core writes, and no column type or function that only a newer one has.</summary>
    private const int CompatibilityLevel = 130;

    /// <summary>Configures a context for SQL Server with the migrations of this assembly.</summary>
    /// <param name="builder">Of the context.</param>
    /// <param name="connectionString">Of Microsoft.Data.SqlClient.</param>
    /// <param name="maxBatchSize">Statements per round trip; null leaves it to EF Core, 1 avoids MERGE.</param>
    public static DbContextOptionsBuilder UseEquityMonitorSqlServer(this DbContextOptionsBuilder builder, string connectionString, int? maxBatchSize = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseSqlServer(connectionString, server =>
            {
                server.MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name);
                server.UseCompatibilityLevel(CompatibilityLevel);
                if (maxBatchSize is { } size)
                    server.MaxBatchSize(size);
            })
            .ReplaceService<IModelCustomizer, OrdinalKeys>();
    }
}

using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EquityMonitor.Db.Sqlite;

/// <summary>For the EF Core tools: migrations are made without opening a database.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<MonitorDbContext>
{
    public MonitorDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlite("Data Source=:memory:");
        return new MonitorDbContext(builder.Options);
    }
}

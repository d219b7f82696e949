using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EquityMonitor.Db.SqlServer;

/// <summary>For the EF Core tools: migrations and scripts are made without opening a database.</summary>
public sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<MonitorDbContext>
{
    public MonitorDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlServer("Server=localhost;Database=EquityMonitor");
        return new MonitorDbContext(builder.Options);
    }
}

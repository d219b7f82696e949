using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Statistics;
using EquityMonitor.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Reporting.Tests.Summary;

/// <summary>A monitor database in a folder of its own, with a reader of summaries over it.</summary>
internal sealed class SummaryDatabase : IDbContextFactory<MonitorDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("equitymonitor-summary-").FullName;
    private readonly string _connection;
    private readonly DbContextOptions<MonitorDbContext> _options;

    public SummaryDatabase()
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "monitor.sqlite") }.ConnectionString;
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlite(_connection).AddInterceptors(Meter);
        _options = builder.Options;
        using var context = CreateDbContext();
        context.Database.Migrate();
        Reader = NewReader();
    }

    /// <summary>Of whatever is read from it.</summary>
    public ReadingMeter Meter { get; } = new();

    public FakeTimeProvider Time { get; } = new(SummaryHospital.Now);

    public MonthlySummaryReader Reader { get; }

    /// <summary>One that remembers nothing.</summary>
    public MonthlySummaryReader NewReader() => new(
        this, new MonthSamples(this, new EncounterDayReader(this)), Options.Create(new RetentionOptions()), Time, NullLogger<MonthlySummaryReader>.Instance);

    /// <param name="level">Of intervals, as the definition says; the usual one when null.</param>
    public async Task<int> FillAsync(ConfidenceLevel? level = null)
    {
        await using var context = CreateDbContext();
        return await SummaryHospital.FillAsync(context, TestContext.Current.CancellationToken, level);
    }

    public async Task<MonthlySummary> ReadAsync(string month, string? model = SummaryHospital.Key) =>
        (await Reader.ReadAsync(CalendarMonth.Parse(month)!.Value, model, null, TestContext.Current.CancellationToken)).ShouldNotBeNull();

    public MonitorDbContext CreateDbContext() => new(_options);

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connection))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }
}

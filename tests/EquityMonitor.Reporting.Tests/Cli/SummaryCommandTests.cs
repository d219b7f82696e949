using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Tests.Cli;

public sealed class SummaryCommandTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _cli.Dispose();
    }

    [Fact]
    public async Task Summary_OfAMonth_WritesBothFilesAndSaysWhatIsInThem()
    {
        await FillAsync();

        (await _cli.RunAsync("summary", "--month", "2026-05", "--model", SummaryHospital.Key, "--out", _cli.Output)).ShouldBe(0, _cli.Error);

        Directory.GetFiles(_cli.Output).Select(Path.GetFileName).ShouldBe(["summary-2026-05-small.zip", "summary-2026-05-small.xlsx"], ignoreOrder: true);
        _cli.Out.Replace('\u00A0', ' ').ShouldContain("Small model was below what was agreed for 1 group on 31 May 2026");
    }

    [Theory]
    [InlineData("2026-13", "small", "'2026-13' is no month")]
    [InlineData("2026-05", "none", "There is no model with the key 'none'")]
    [InlineData("2026-03", "small", "No encounter of March 2026 is stored. Nothing was written.")]
    public async Task Summary_OfWhatIsNotThere_IsAnError(string month, string model, string message)
    {
        await FillAsync();

        (await _cli.RunAsync("summary", "--month", month, "--model", model, "--out", _cli.Output)).ShouldBe(1);

        _cli.Error.ShouldContain(message);
        Directory.Exists(_cli.Output).ShouldBeFalse();
    }

    [Fact]
    public async Task Summary_WithoutADatabase_SaysWhatToRun()
    {
        (await _cli.RunAsync("summary", "--out", _cli.Output)).ShouldBe(1);

        _cli.Error.ShouldContain("equitymonitor migrate");
    }

    private async Task FillAsync()
    {
        (await _cli.RunAsync("migrate")).ShouldBe(0, _cli.Error);
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlite($"Data Source={Path.Combine(_cli.Folder, "data", "monitor.sqlite")}");
        await using var context = new MonitorDbContext(builder.Options);
        await SummaryHospital.FillAsync(context, TestContext.Current.CancellationToken);
    }
}

using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class MonitorDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_NoFileYet_MigratesWithAWriteAheadLog()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path);

        await host.Get<MonitorDatabase>().OpenAsync(Cancellation);

        await using var context = await Context(host);
        (await context.Models.CountAsync(Cancellation)).ShouldBe(0);
        (await PragmaAsync(context, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(context, "synchronous")).ShouldBe("1");
        (await PragmaAsync(context, "busy_timeout")).ShouldBe("10000");
        (await PragmaAsync(context, "foreign_keys")).ShouldBe("1");
    }

    [Fact]
    public async Task Open_AnotherProcessWrites_IsRefusedUntilThatOneEnds()
    {
        using var folder = new TestFolder();
        using var second = new TestHost(folder.Path);
        using (var first = new TestHost(folder.Path))
        {
            await first.Get<MonitorDatabase>().OpenAsync(Cancellation);

            var refused = await Should.ThrowAsync<MonitorLockedException>(() => second.Get<MonitorDatabase>().OpenAsync(Cancellation));

            refused.Message.ShouldBe("the server is running: use Operations, or stop it");
        }

        await second.Get<MonitorDatabase>().OpenAsync(Cancellation);
    }

    [Fact]
    public async Task Open_AgainInTheSameProcess_DoesNothing()
    {
        using var folder = new TestFolder();
        using var host = new TestHost(folder.Path);

        await host.Get<MonitorDatabase>().OpenAsync(Cancellation);
        await host.Get<MonitorDatabase>().OpenAsync(Cancellation);
    }

    [Fact]
    public async Task Open_KilledInsideAMigration_RemovesTheStaleLockAndMigrates()
    {
        using var folder = new TestFolder();
        using (var killed = new TestHost(folder.Path))
        {
            Directory.CreateDirectory(folder.File("data"));
            await using var context = await Context(killed);
            await context.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """,
                Cancellation);
        }

        using var host = new TestHost(folder.Path);
        await host.Get<MonitorDatabase>().OpenAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        await using var after = await Context(host);
        (await after.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_SchemaOfANewerProgram_IsRefusedAndLeavesTheLockFree()
    {
        using var folder = new TestFolder();
        using (var newer = new TestHost(folder.Path))
        {
            await newer.Get<MonitorDatabase>().OpenAsync(Cancellation);
            await using var context = await Context(newer);
            await context.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')", Cancellation);
        }

        using var host = new TestHost(folder.Path);
        var refused = await Should.ThrowAsync<MonitorSchemaException>(() => host.Get<MonitorDatabase>().OpenAsync(Cancellation));

        refused.Message.ShouldContain("29990101000000_Later");
        using var lockFile = new FileStream(folder.File("data/monitor.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private static Task<MonitorDbContext> Context(TestHost host) => host.Get<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Cancellation);

    private static async Task<string?> PragmaAsync(MonitorDbContext context, string name)
    {
        await context.Database.OpenConnectionAsync(Cancellation);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return Convert.ToString(await command.ExecuteScalarAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}

using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>What the monitor database of a data root holds, read beside the server.</summary>
internal static class MonitorContent
{
    private const int NoSuchTable = 1;
    private const int Busy = 5;
    private const int CannotOpen = 14;

    public static string SourceFile(string root) => Path.Combine(root, "data", "hospital.sqlite");

    /// <summary>Waits until every job has ended, and makes sure that every day of every model is judged.</summary>
    public static async Task CompleteAsync(MonitorProcess server, string root)
    {
        await server.ReadyAsync();
        using var administrator = await Visitor.SignInAsync(server, "Administrator");
        await administrator.JobsDoneAsync();
        await using var context = Open(root);
        var models = await context.Models.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        models.Count.ShouldBe(3);
        foreach (var model in models)
        {
            var newest = await context.PointSets.Where(set => set.ModelId == model.Id).MaxAsync(set => set.AsOf, TestContext.Current.CancellationToken);
            var judged = await context.JudgeStates.SingleAsync(state => state.ModelId == model.Id, TestContext.Current.CancellationToken);
            judged.JudgedThrough.ShouldBe(newest, model.Key);
        }
    }

    public static async Task<IReadOnlyList<string>> DumpAsync(string root)
    {
        await using var context = Open(root);
        return (await CanonicalDump.OfAsync(context, TestContext.Current.CancellationToken)).Split('\n');
    }

    /// <summary>Model, rule and subgroup of every alert, whatever became of it.</summary>
    public static async Task<IReadOnlyList<string>> AlertsAsync(string root)
    {
        await using var context = Open(root);
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join model in context.Models.AsNoTracking() on alert.ModelId equals model.Id
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            select new { Model = model.Key, alert.RuleKey, Subgroup = subgroup.Key }).ToListAsync(TestContext.Current.CancellationToken);
        return [.. rows.Select(row => $"{row.Model} {row.RuleKey} {row.Subgroup}")];
    }

    public static async Task<DateOnly> NewestAsOfAsync(string root)
    {
        await using var context = Open(root);
        return await context.PointSets.MaxAsync(set => set.AsOf, TestContext.Current.CancellationToken);
    }

    /// <summary>How far a backfill has come.</summary>
    public static async Task<BackfillProgress> ProgressAsync(string root)
    {
        var file = new FileInfo(MonitorFile(root));
        if (!file.Exists)
            return default;
        try
        {
            await using var connection = new SqliteConnection(ConnectionString(root));
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT (SELECT COUNT(*) FROM EncounterDays), (SELECT COUNT(*) FROM PointSets), (SELECT COUNT(*) FROM VerdictSpells), (SELECT COUNT(*) FROM Points)";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            await reader.ReadAsync(TestContext.Current.CancellationToken);
            return new BackfillProgress(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is NoSuchTable or Busy or CannotOpen)
        {
            // The schema is being made.
            return default;
        }
    }

    private static MonitorDbContext Open(string root) =>
        new((DbContextOptions<MonitorDbContext>)new DbContextOptionsBuilder<MonitorDbContext>().UseEquityMonitorSqlite(ConnectionString(root)).Options);

    private static string MonitorFile(string root) => Path.Combine(root, "data", "monitor.sqlite");

    private static string ConnectionString(string root) =>
        new SqliteConnectionStringBuilder { DataSource = MonitorFile(root), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString;
}

/// <summary>Rows that the steps have written: pulled days, evaluated sets, verdict spells, points (the last of them by following pairs).</summary>
internal readonly record struct BackfillProgress(long Days, long Sets, long Spells, long Points)
{
    /// <summary>Parts of the whole that are done, each step with the same weight.</summary>
    public double Of(BackfillProgress whole) => ((double)Days / whole.Days + (double)Sets / whole.Sets + (double)Spells / whole.Spells + (double)Points / whole.Points) / 4;

    public override string ToString() => $"{Days} days, {Sets} sets, {Spells} spells, {Points} points";
}

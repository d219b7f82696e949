using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EquityMonitor.Reporting.Tests.Cli;

public sealed class MonitorCommandTests : IDisposable
{
    private const string Definition = """
        key: sepsis
        name: Sepsis early warning
        version: "1"
        score: { column: score, kind: probability }
        threshold: 0.5
        outcome: { column: sepsis, maturityDays: 1 }
        time: { column: scored_at, zone: UTC, kind: local }
        encounter: encounter_id
        source: { provider: duckdb, connection: Hospital, query: "SELECT * FROM 'rows.csv' WHERE scored_at::timestamp >= @from AND scored_at::timestamp < @to" }
        dimensions: [race]
        windows: [28]
        rules:
          - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.55, window: 28 }
        """;

    private readonly CliRun _cli = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _cli.Dispose();
    }

    [Fact]
    public async Task Migrate_OnAnEmptyFolder_CreatesTheDatabase()
    {
        (await _cli.RunAsync("migrate")).ShouldBe(0, _cli.Error);

        File.Exists(Path.Combine(_cli.Folder, "data", "monitor.sqlite")).ShouldBeTrue();
        (await _cli.RunAsync("migrate")).ShouldBe(0, _cli.Error);
    }

    [Fact]
    public async Task Alerts_WithoutADatabase_SaysWhatToRun()
    {
        (await _cli.RunAsync("alerts")).ShouldBe(1);

        _cli.Error.ShouldContain("There is no monitor database");
        _cli.Error.ShouldContain("equitymonitor migrate");
    }

    [Fact]
    public async Task Alerts_OfAnEmptyDatabase_AreNone()
    {
        await _cli.RunAsync("migrate");

        (await _cli.RunAsync("alerts")).ShouldBe(0, _cli.Error);
        _cli.Out.Trim().ShouldBe("There are no open alerts.");
        (await _cli.RunAsync("alerts", "--json", "--all")).ShouldBe(0, _cli.Error);
        using var json = JsonDocument.Parse(_cli.Out);
        json.RootElement.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Alerts_OfAModelThatIsNotThere_IsAnError()
    {
        await _cli.RunAsync("migrate");

        (await _cli.RunAsync("alerts", "--model", "none")).ShouldBe(1);
        _cli.Error.ShouldContain("There is no model with the key 'none'");
    }

    [Fact]
    public async Task Import_OfANewModelThenTheSame_RegistersItOnce()
    {
        var file = _cli.Write("sepsis.yaml", Definition);

        (await _cli.RunAsync("import", file)).ShouldBe(0, _cli.Error);
        _cli.Out.ShouldContain("sepsis is registered");
        (await _cli.RunAsync("import", file)).ShouldBe(0, _cli.Error);
        _cli.Out.ShouldContain("Nothing was changed");
    }

    [Fact]
    public async Task Import_OfAChange_ShowsItAndWaitsForYes()
    {
        await _cli.RunAsync("import", _cli.Write("sepsis.yaml", Definition));
        var changed = _cli.Write("sepsis.yaml", Definition.Replace("threshold: 0.5", "threshold: 0.6", StringComparison.Ordinal));

        (await _cli.RunAsync("import", changed)).ShouldBe(1);
        _cli.Out.ShouldContain("Every point is computed anew");
        _cli.Error.ShouldContain("--yes");
        (await _cli.RunAsync("import", changed, "--yes")).ShouldBe(0, _cli.Error);
        _cli.Out.ShouldContain("sepsis is changed");
        (await _cli.RunAsync("import", changed)).ShouldBe(0, _cli.Error);
    }

    [Fact]
    public async Task Import_OfAnInvalidFile_NamesLineAndKey()
    {
        (await _cli.RunAsync("import", _cli.Write("sepsis.yaml", Definition.Replace("windows: [28]", "windows: [0]", StringComparison.Ordinal)))).ShouldBe(1);

        _cli.Error.ShouldContain("sepsis.yaml, line 11, windows");
    }

    [Fact]
    public async Task WritingCommands_WhileTheServerHoldsTheLock_AreRefused()
    {
        await _cli.RunAsync("migrate");
        await using var held = new FileStream(Path.Combine(_cli.Folder, "data", "monitor.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        foreach (var args in new[] { new[] { "migrate" }, ["import", _cli.Write("sepsis.yaml", Definition)], ["backfill", "--model", "sepsis"] })
        {
            (await _cli.RunAsync(args)).ShouldBe(1);
            _cli.Error.Trim().ShouldBe("the server is running: use Operations, or stop it");
        }

        (await _cli.RunAsync("alerts")).ShouldBe(0, _cli.Error);
    }

    [Fact]
    public async Task Backfill_OfAModelThatIsNotThere_SaysHowToImport()
    {
        (await _cli.RunAsync("backfill", "--model", "sepsis")).ShouldBe(1);

        _cli.Error.ShouldContain("equitymonitor import");
    }

    [Fact]
    public async Task Backfill_OfAModelThatMissesOneGroup_EndsWithAnAlert()
    {
        _cli.Write("data/sources/rows.csv", RowsOfNinetyDays());
        var yaml = Definition.Replace("windows: [28]", "windows: [28]\nalertsFrom: 2026-08-01", StringComparison.Ordinal);
        (await _cli.RunAsync("import", _cli.Write("sepsis.yaml", yaml))).ShouldBe(0, _cli.Error);

        (await _cli.RunAsync("backfill", "--model", "sepsis", "--from", "2026-06-04", "--to", "2026-09-01")).ShouldBe(0, _cli.Error);
        _cli.Out.ShouldContain("sepsis is pulled, evaluated and judged.");
        Plain(_cli.Out).ShouldContain("2 alerts opened, all by an alarm of peek-safe evidence; 0 recovered; 2 are open: equitymonitor alerts --model sepsis.");
        (await RunsAsync()).ShouldBe(["Backfill 2026-06-04 2026-09-01 command line Succeeded"]);

        (await _cli.RunAsync("alerts", "--json")).ShouldBe(2, _cli.Error);
        using var json = JsonDocument.Parse(_cli.Out);
        var alert = json.RootElement.EnumerateArray().Single(alert => alert.GetProperty("subgroup").TryGetProperty("race", out _));
        alert.GetProperty("subgroup").GetProperty("race").GetString().ShouldBe("B");
        alert.GetProperty("rule").GetString().ShouldBe("sens-floor");
        alert.GetProperty("state").GetString().ShouldBe("open");
        alert.GetProperty("value").GetDouble().ShouldBe(0.2, 1e-12);
        var alarm = alert.GetProperty("alarm");
        string.CompareOrdinal(alarm.GetProperty("onset").GetString(), alarm.GetProperty("raisedOn").GetString()).ShouldBeLessThan(0);
        alarm.GetProperty("budgetDays").GetDouble().ShouldBe(365);
        (await _cli.RunAsync("alerts")).ShouldBe(2, _cli.Error);
        _cli.Out.ShouldContain("Sensitivity floor");
        _cli.Out.ShouldContain("race=B");
        Plain(_cli.Out).ShouldContain("peek-safe alarm of");

        (await _cli.RunAsync("backfill", "--model", "sepsis")).ShouldBe(0, _cli.Error);
        Plain(_cli.Out).ShouldContain("No alert opened; 0 recovered; 2 are open");
    }

    [Fact]
    public async Task Backfill_UnderIntervalEvidence_TellsTheAlertFromAnAlarm()
    {
        _cli.Write("data/sources/rows.csv", RowsOfNinetyDays());
        var yaml = Definition.Replace("windows: [28]", "windows: [28]\nalertsFrom: 2026-08-01", StringComparison.Ordinal).Replace("window: 28 }", "window: 28, evidence: interval }", StringComparison.Ordinal);
        (await _cli.RunAsync("import", _cli.Write("sepsis.yaml", yaml))).ShouldBe(0, _cli.Error);

        (await _cli.RunAsync("backfill", "--model", "sepsis", "--from", "2026-06-04", "--to", "2026-09-01")).ShouldBe(0, _cli.Error);

        Plain(_cli.Out).ShouldContain("opened, none by an alarm of peek-safe evidence");
        (await _cli.RunAsync("alerts", "--json")).ShouldBe(2, _cli.Error);
        using var json = JsonDocument.Parse(_cli.Out);
        var alert = json.RootElement.EnumerateArray().First();
        alert.GetProperty("alarm").ValueKind.ShouldBe(JsonValueKind.Null);
        alert.GetProperty("adjustedP").GetDouble().ShouldBeLessThan(0.025);
        (await _cli.RunAsync("alerts")).ShouldBe(2, _cli.Error);
        Plain(_cli.Out).ShouldContain("interval, p below 0.001");
    }

    [Fact]
    public async Task Backfill_WithTheDaysTurnedRound_IsAnError()
    {
        await _cli.RunAsync("import", _cli.Write("sepsis.yaml", Definition));

        (await _cli.RunAsync("backfill", "--model", "sepsis", "--from", "2026-02-01", "--to", "2026-01-01")).ShouldBe(1);
        _cli.Error.ShouldContain("lies after --to");
    }

    /// <summary>However the terminal broke its lines.</summary>
    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The record of runs, as Operations shows it.</summary>
    private async Task<IReadOnlyList<string>> RunsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_cli.Folder, "data", "monitor.sqlite")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT Kind || ' ' || "From" || ' ' || "To" || ' ' || AskedBy || ' ' || Outcome FROM Runs ORDER BY Id""";
        await using var reader = await command.ExecuteReaderAsync();
        var runs = new List<string>();
        while (await reader.ReadAsync())
            runs.Add(reader.GetString(0));
        return runs;
    }

    /// <summary>Five positives and five negatives a day and group; four of five positives of A are flagged, one of five of B.</summary>
    private static string RowsOfNinetyDays()
    {
        var csv = new StringBuilder("encounter_id,scored_at,score,sepsis,race\n");
        for (var day = new DateOnly(2026, 6, 4); day <= new DateOnly(2026, 9, 1); day = day.AddDays(1))
        {
            for (var i = 0; i < 20; i++)
            {
                var race = i % 2 == 0 ? 'A' : 'B';
                var flagged = i / 2 < (race == 'A' ? 4 : 1);
                csv.Append(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{i},{day:yyyy-MM-dd}T{i:00}:00:00,{(flagged ? 0.8 : 0.2)},{(i / 2 < 5 ? 1 : 0)},{race}\n");
            }
        }

        return csv.ToString();
    }
}

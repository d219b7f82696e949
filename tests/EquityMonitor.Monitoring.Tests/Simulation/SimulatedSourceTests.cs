using System.Globalization;
using EquityMonitor.Simulation;
using Microsoft.Data.Sqlite;

namespace EquityMonitor.Monitoring.Tests.Simulation;

public sealed class SimulatedSourceTests : IDisposable
{
    private static readonly DateOnly Anchor = SimulatedDays.Anchor;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("equitymonitor-simulation-");
    private readonly SimulatedSource _source = new(Connect);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Extend_ByDaysThatPassed_EqualsCreationAtOnceRowForRow()
    {
        await _source.CreateAsync(PathOf("once"), Options(days: 65, today: 36), null, TestContext.Current.CancellationToken);
        await _source.CreateAsync(PathOf("grown"), Options(days: 65), null, TestContext.Current.CancellationToken);
        Dump("grown").ShouldNotBe(Dump("once"));

        (await _source.ExtendAsync(PathOf("grown"), Anchor.AddDays(1), TestContext.Current.CancellationToken)).ShouldBe(1);
        (await _source.ExtendAsync(PathOf("grown"), Anchor.AddDays(1), TestContext.Current.CancellationToken)).ShouldBe(0);
        (await _source.ExtendAsync(PathOf("grown"), Anchor.AddDays(36), TestContext.Current.CancellationToken)).ShouldBe(35);
        Dump("grown").ShouldBe(Dump("once"));
    }

    [Fact]
    public async Task Extend_InterruptedWithinADay_KeepsWholeDaysAndCatchesUp()
    {
        await _source.CreateAsync(PathOf("once"), Options(days: 32, today: 4), null, TestContext.Current.CancellationToken);
        await _source.CreateAsync(PathOf("broken"), Options(days: 32), null, TestContext.Current.CancellationToken);
        // The third day fails after its new rows and some of its late outcomes were written.
        Execute("broken", $"CREATE TRIGGER interrupt BEFORE UPDATE ON icu_encounters WHEN NEW.updated_at >= '{Anchor.AddDays(2):yyyy-MM-dd}' BEGIN SELECT RAISE(ABORT, 'interrupted'); END");
        await Should.ThrowAsync<SqliteException>(() => _source.ExtendAsync(PathOf("broken"), Anchor.AddDays(4), TestContext.Current.CancellationToken));
        (await _source.ReadStateAsync(PathOf("broken"), TestContext.Current.CancellationToken)).GeneratedThrough.ShouldBe(Anchor.AddDays(1));
        Scalar("broken", $"SELECT count(*) FROM readmission_encounters WHERE scored_at >= '{Anchor.AddDays(2):yyyy-MM-dd}'").ShouldBe(0);

        Execute("broken", "DROP TRIGGER interrupt");
        await _source.ExtendAsync(PathOf("broken"), Anchor.AddDays(4), TestContext.Current.CancellationToken);
        Dump("broken").ShouldBe(Dump("once"));
    }

    [Fact]
    public async Task Create_Cancelled_LeavesNoSourceAndTheNextAttemptSucceeds()
    {
        using var stop = new CancellationTokenSource();
        var path = PathOf("source");
        await Should.ThrowAsync<OperationCanceledException>(() => _source.CreateAsync(path, Options(days: 61), new Immediately(_ => stop.Cancel()), stop.Token));
        File.Exists(path).ShouldBeFalse();
        File.Exists(path + ".building").ShouldBeTrue();

        var reports = new List<SimulationProgress>();
        await _source.CreateAsync(path, Options(days: 61), new Immediately(reports.Add), TestContext.Current.CancellationToken);
        reports.ShouldBe([new(30, 61), new(60, 61), new(61, 61)]);
        File.Exists(path + ".building").ShouldBeFalse();
        (await _source.ReadStateAsync(path, TestContext.Current.CancellationToken)).ShouldBe(new SimulationState(SimulatedHospital.DefaultSeed, Anchor, Anchor.AddDays(-61), Anchor.AddDays(-1)));
    }

    [Fact]
    public async Task Create_OverAnExistingFile_IsRefused()
    {
        await File.WriteAllTextAsync(PathOf("source"), "kept", TestContext.Current.CancellationToken);
        await Should.ThrowAsync<InvalidOperationException>(() => _source.CreateAsync(PathOf("source"), Options(days: 1), null, TestContext.Current.CancellationToken));
        (await File.ReadAllTextAsync(PathOf("source"), TestContext.Current.CancellationToken)).ShouldBe("kept");
    }

    [Fact]
    public async Task Extend_SourceOfAnotherGeneratorRevision_IsRefused()
    {
        await _source.CreateAsync(PathOf("source"), Options(days: 1), null, TestContext.Current.CancellationToken);
        Execute("source", "UPDATE simulation_state SET value = '0' WHERE name = 'revision'");
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => _source.ExtendAsync(PathOf("source"), Anchor.AddDays(1), TestContext.Current.CancellationToken));
        refusal.Message.ShouldContain("delete its file");
    }

    [Fact]
    public async Task ReadState_OfADatabaseThatIsNoSimulatedSource_SaysSo()
    {
        Execute("other", "CREATE TABLE simulation (name TEXT)");
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => _source.ReadStateAsync(PathOf("other"), TestContext.Current.CancellationToken));
        refusal.Message.ShouldContain("not a simulated source");
    }

    [Fact]
    public async Task Queries_OfTheDefinitions_YieldTheGeneratedRowsWithEveryNamedColumn()
    {
        await _source.CreateAsync(PathOf("source"), Options(days: 40), null, TestContext.Current.CancellationToken);
        var day = Anchor.AddDays(-35);
        foreach (var model in SimulatedModel.All)
        {
            var definition = SimulatedRules.Definition(model);
            using var connection = Connect(PathOf("source"));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = SimulatedRules.Text(definition, "source", "query");
            command.Parameters.AddWithValue("@from", day.ToDateTime(TimeOnly.MinValue).ToString("s", CultureInfo.InvariantCulture));
            command.Parameters.AddWithValue("@to", day.AddDays(1).ToDateTime(TimeOnly.MinValue).ToString("s", CultureInfo.InvariantCulture));
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
            new[] { "encounter_id", "patient_id", "scored_at", "score", "response", "updated_at", model.OutcomeColumn }.Concat(SimulatedRules.Dimensions(model)).ShouldBeSubsetOf(columns);
            columns.Contains("chronic_conditions").ShouldBe(model.HasNeed);

            var expected = SimulatedDays.On(model, day);
            var (count, known) = (0, 0);
            for (; reader.Read(); count++) known += reader.IsDBNull(columns.IndexOf(model.OutcomeColumn)) ? 0 : 1;
            count.ShouldBe(expected.Count);
            known.ShouldBe(expected.Count(row => row.IsRecordedBy(Anchor.AddDays(-1))));
        }
    }

    [Fact]
    public async Task UpdatedAt_AfterAnExtension_TellsWhichEarlierDaysGotOutcomes()
    {
        await _source.CreateAsync(PathOf("source"), Options(days: 40), null, TestContext.Current.CancellationToken);
        Scalar("source", $"SELECT count(*) FROM readmission_encounters WHERE updated_at >= '{Anchor:yyyy-MM-dd}'").ShouldBe(0);
        await _source.ExtendAsync(PathOf("source"), Anchor.AddDays(1), TestContext.Current.CancellationToken);
        var late = Scalar("source", $"SELECT count(*) FROM readmission_encounters WHERE updated_at >= '{Anchor:yyyy-MM-dd}' AND scored_at < '{Anchor:yyyy-MM-dd}'");
        late.ShouldBe(Enumerable.Range(1, 40).Sum(back => SimulatedDays.On(SimulatedModel.Readmission, Anchor.AddDays(-back)).Count(row => row.OutcomeRecordedAt is { } at && DateOnly.FromDateTime(at) == Anchor)));
        late.ShouldBeGreaterThan(50);
        Scalar("source", "SELECT count(*) FROM readmission_encounters WHERE updated_at < scored_at").ShouldBe(0);
    }

    private static SimulationOptions Options(int days, int today = 0) => new() { Anchor = Anchor, Days = days, Today = Anchor.AddDays(today) };

    private static SqliteConnection Connect(string path) => new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());

    private string PathOf(string name) => Path.Combine(_folder.FullName, name + ".db");

    private void Execute(string name, string sql) => Scalar(name, sql);

    private long Scalar(string name, string sql)
    {
        using var connection = Connect(PathOf(name));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private List<string> Dump(string name)
    {
        using var connection = Connect(PathOf(name));
        connection.Open();
        var lines = new List<string>();
        foreach (var table in SimulatedModel.All.Select(model => model.Table + " ORDER BY encounter_id, scored_at").Append("simulation_state ORDER BY name"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM " + table;
            using var reader = command.ExecuteReader();
            var values = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(values);
                lines.Add(string.Join('|', values.Select(value => value is DBNull ? "NULL" : Convert.ToString(value, CultureInfo.InvariantCulture))));
            }
        }

        return lines;
    }

    /// <summary>Progress without the detour over a synchronisation context.</summary>
    private sealed class Immediately(Action<SimulationProgress> report) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => report(value);
    }
}

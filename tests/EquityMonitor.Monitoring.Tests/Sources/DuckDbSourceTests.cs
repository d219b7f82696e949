using DuckDB.NET.Data;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class DuckDbSourceTests
{
    private const string Csv = """
        enc,t,score,y,race
        e0,2026-01-04T23:59:59,0.1,0,A
        e1,2026-01-05T00:00:00,0.2,1,B
        e2,2026-01-05T23:59:59,0.3,,
        e3,2026-01-06T00:00:00,0.4,0,A
        """;

    [Theory]
    [InlineData("SELECT * FROM read_csv('visits.csv') WHERE t >= @from AND t < @to")]
    [InlineData("FROM 'visits.csv' WHERE t >= @FROM AND t < @To /* '@from' */")]
    [InlineData("SELECT * FROM read_csv(['visits.csv'], all_varchar = true) WHERE t::timestamp >= @from AND t::timestamp < @to")]
    public async Task Read_CsvInTheFolderOfSources_IsASource(string query)
    {
        using var fixture = new SourceFixture();
        fixture.Write("data/sources/visits.csv", Csv);

        var rows = await fixture.PullAsync(Model(query), new(2026, 1, 5), new(2026, 1, 6));

        rows.Select(row => (row.Encounter!.Encounter, row.Encounter.Score, row.Encounter.Outcome, row.Encounter.Values[0])).ShouldBe(
            [("e1", 0.2, (byte?)1, "B"), ("e2", 0.3, null, "Unknown")], ignoreOrder: true);
    }

    [Fact]
    public async Task Read_InstantsOfATimestampTzColumn_TakesTheLocalDay()
    {
        using var fixture = new SourceFixture();
        fixture.Write("data/sources/visits.csv", "enc,t,score,y,race\ne0,2026-01-05T05:59:59Z,0.1,0,A\ne1,2026-01-05T06:00:00Z,0.1,0,A\ne2,2026-01-06T05:59:59Z,0.1,0,A\ne3,2026-01-06T06:00:00Z,0.1,0,A\n");
        const string query = "SELECT * FROM read_csv('visits.csv') WHERE t >= @from AND t < @to";

        foreach (var kind in (TimeKind[])[TimeKind.Utc, TimeKind.Offset])
        {
            var rows = await fixture.PullAsync(Model(query, kind), new(2026, 1, 5), new(2026, 1, 6));
            rows.Select(row => row.Encounter!.Encounter).ShouldBe(["e1", "e2"], ignoreOrder: true);
        }

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(Model(query), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain("time.kind is local");
    }

    [Fact]
    public async Task Read_TypedColumns_AreUnderstood()
    {
        using var fixture = new SourceFixture();
        const string query = """
            SELECT uuid() AS enc, t, 0.15::float AS score, true AS y, 3::hugeint AS race FROM (SELECT date '2026-01-05' AS t) WHERE t >= @from AND t < @to
            UNION ALL SELECT '5e0f7e1c-0000-4000-8000-000000000001'::uuid, timestamp_ns '2026-01-05 10:00:00', 0.25::decimal(5,3), false, 4 WHERE $$@from$$ <> '@to'
            """;

        var rows = await fixture.PullAsync(Model(query), new(2026, 1, 5), new(2026, 1, 6));

        rows.Select(row => (row.Encounter!.Score, row.Encounter.Outcome, row.Encounter.Values[0])).ShouldBe([(0.15, (byte?)1, "3"), (0.25, (byte?)0, "4")], ignoreOrder: true);
    }

    [Fact]
    public async Task Read_FileOutsideTheAllowedFolders_IsRefused()
    {
        using var fixture = new SourceFixture(settings: new() { ["Sources:DuckDb:AllowedFolders:0"] = "open" });
        var secret = fixture.Write("closed/visits.csv", Csv);
        fixture.Write("open/visits.csv", Csv);
        foreach (var name in (string[])[secret, "../closed/visits.csv", Path.Combine(fixture.Root, "open", "..", "closed", "visits.csv"), "https://example.org/visits.csv"])
        {
            var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(Model($"SELECT * FROM read_csv('{name}') WHERE t >= @from AND t < @to"), new(2026, 1, 5), new(2026, 1, 6)));
            exception.Message.ShouldContain("Sources:DuckDb:AllowedFolders", customMessage: name);
        }

        (await fixture.PullAsync(Model("SELECT * FROM read_csv('visits.csv') WHERE t >= @from AND t < @to"), new(2026, 1, 5), new(2026, 1, 6))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Read_WithoutAllowedFolders_ReachesNothingBesideTheFolderOfSources()
    {
        using var fixture = new SourceFixture();
        var path = fixture.Write("data/hash.key", Csv);
        foreach (var name in (string[])[path, "../hash.key"])
        {
            var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(Model($"SELECT * FROM read_csv('{name}') WHERE t >= @from AND t < @to"), new(2026, 1, 5), new(2026, 1, 6)));
            exception.Message.ShouldContain("Sources:DuckDb:AllowedFolders", customMessage: name);
        }

        Directory.Exists(Path.Combine(fixture.Root, "data", "sources")).ShouldBeTrue("an administrator should find the folder where files belong");
    }

    [Theory]
    [InlineData("COPY (SELECT 1) TO 'out.csv' -- @from @to", "one SELECT")]
    [InlineData("SELECT 1 WHERE @from < @to; SET lock_configuration = false", "more than one statement")]
    [InlineData("SELECT getenv('HOME') AS enc, @from AS t, @to AS u", "refused the query")]
    public async Task Read_QueryThatDoesMoreThanRead_IsRefused(string query, string message)
    {
        using var fixture = new SourceFixture();

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(Model(query), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Open_Session_CannotLoadExtensionsOrChangeTheConfigurationBack()
    {
        using var fixture = new SourceFixture();
        await using var session = await fixture.Get<DuckDbSource>().OpenAsync("Files", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        foreach (var statement in (string[])["INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true", "SET allowed_directories = ['/']", "ATTACH 'x.duckdb' AS x", "COPY (SELECT 1) TO '/tmp-not-allowed.csv'"])
        {
            await using var command = session.CreateCommand(statement, TimeSpan.FromMinutes(1));
            await Should.ThrowAsync<DuckDBException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken), statement);
        }
    }

    [Fact]
    public async Task Read_DatabaseFile_IsOpenedReadOnly()
    {
        using var fixture = new SourceFixture(settings: new() { ["ConnectionStrings:Warehouse"] = "Data Source=warehouse.duckdb" });
        using (var connection = new DuckDBConnection($"Data Source={Path.Combine(fixture.Root, "warehouse.duckdb")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE v AS SELECT 'e1' AS enc, timestamp '2026-01-05 10:00:00' AS t, 0.5 AS score, 1 AS y, 'A' AS race";
            command.ExecuteNonQuery();
        }

        var model = Model("SELECT * FROM v WHERE t >= @from AND t < @to") with { Source = new("duckdb", "Warehouse", "SELECT * FROM v WHERE t >= @from AND t < @to") };
        (await fixture.PullAsync(model, new(2026, 1, 5), new(2026, 1, 6))).ShouldHaveSingleItem().Encounter!.Encounter.ShouldBe("e1");
        await using var session = await fixture.Get<DuckDbSource>().OpenAsync("Warehouse", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await using var write = session.CreateCommand("INSERT INTO v SELECT * FROM v", TimeSpan.FromMinutes(1));
        (await Should.ThrowAsync<DuckDBException>(() => write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).Message.ShouldContain("read-only");
    }

    [Fact]
    public async Task Read_ConversionError_DoesNotQuoteTheValue()
    {
        using var fixture = new SourceFixture();
        fixture.Write("data/sources/visits.csv", Csv);

        var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(
            Model("SELECT *, race::int AS n FROM read_csv('visits.csv') WHERE t >= @from AND t < @to"), new(2026, 1, 5), new(2026, 1, 6)));

        exception.Message.ShouldContain("Conversion Error");
        exception.Message.ShouldNotContain("'B'");
        exception.ToString().ShouldNotContain("'B'");
    }

    private static ModelDefinition Model(string query, TimeKind kind = TimeKind.Local) => SourceFixture.Model(kind, provider: "duckdb", connection: "Files", query: query);
}

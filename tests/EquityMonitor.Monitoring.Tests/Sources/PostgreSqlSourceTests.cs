using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Npgsql;

namespace EquityMonitor.Monitoring.Tests.Sources;

/// <summary>Against a real server, when EQUITYMONITOR_TEST_POSTGRES holds the connection string of a login that may create schemas and roles.</summary>
public sealed class PostgreSqlSourceTests : IAsyncLifetime
{
    private readonly string? _server = Environment.GetEnvironmentVariable("EQUITYMONITOR_TEST_POSTGRES");
    private readonly string _schema = $"source_test_{Guid.NewGuid():N}";
    private SourceFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(!string.IsNullOrEmpty(_server), "EQUITYMONITOR_TEST_POSTGRES is not set: no PostgreSQL to test against.");
        await ExecuteAsync($"""
            CREATE SCHEMA {_schema};
            CREATE TABLE {_schema}.v (enc bigint, t timestamp, tz timestamptz, score numeric, y smallint, race text);
            CREATE ROLE {_schema} LOGIN PASSWORD 'test-only';
            GRANT USAGE ON SCHEMA {_schema} TO {_schema};
            GRANT SELECT ON {_schema}.v TO {_schema};
            INSERT INTO {_schema}.v
            SELECT row_number() OVER (ORDER BY h), h AT TIME ZONE 'America/Chicago', h, 0.25, 1, ' A '
            FROM generate_series(timestamptz '2026-03-01 00:00:00+00', timestamptz '2026-03-15 00:00:00+00', interval '1 hour') AS h;
            """);
        var reader = new NpgsqlConnectionStringBuilder(_server) { Username = _schema, Password = "test-only", Pooling = false };
        _fixture = new SourceFixture(settings: new() { ["ConnectionStrings:Reader"] = reader.ConnectionString, ["ConnectionStrings:Writer"] = _server });
    }

    public async ValueTask DisposeAsync()
    {
        if (string.IsNullOrEmpty(_server))
            return;
        await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE; DROP ROLE {_schema};");
        _fixture.Dispose();
    }

    [Theory]
    [InlineData(TimeKind.Local, "t", 23)]
    [InlineData(TimeKind.Offset, "tz", 23)]
    [InlineData(TimeKind.Utc, "tz", 23)]
    public async Task Read_DayOfTheClockChange_HasItsHours(TimeKind kind, string column, int hours)
    {
        var model = Model(kind, $"SELECT enc, {column} AS t, score, y, race FROM {_schema}.v WHERE {column} >= @from AND {column} < @to");

        var rows = await _fixture.PullAsync(model, new(2026, 3, 8), new(2026, 3, 9));

        rows.Count.ShouldBe(hours);
        rows.ShouldAllBe(row => row.Encounter!.Time!.Value.Day == new DateOnly(2026, 3, 8) && row.Encounter.Score == 0.25 && row.Encounter.Outcome == 1 && row.Encounter.Values[0] == "A");
        (await _fixture.PullAsync(model, new(2026, 3, 7), new(2026, 3, 8))).Count.ShouldBe(24);
    }

    [Fact]
    public async Task Read_TimestampTzDeclaredLocal_FailsAndNamesTimeKind()
    {
        var model = Model(TimeKind.Local, $"SELECT enc, tz AS t, score, y, race FROM {_schema}.v WHERE tz >= @from AND tz < @to");

        (await Should.ThrowAsync<SourceException>(() => _fixture.PullAsync(model, new(2026, 3, 8), new(2026, 3, 9)))).Message.ShouldContain("time.kind is local");
    }

    [Fact]
    public async Task Read_QueryThatWrites_IsRefusedByTheTransactionEvenForALoginThatMay()
    {
        var query = $"WITH x AS (INSERT INTO {_schema}.v (enc) VALUES (0) RETURNING enc) SELECT x.enc, t, score, y, race FROM x, {_schema}.v WHERE t >= @from AND t < @to";

        var exception = await Should.ThrowAsync<SourceException>(() => _fixture.PullAsync(Model(TimeKind.Local, query, "Writer"), new(2026, 3, 8), new(2026, 3, 9)));

        exception.Message.ShouldContain("read-only transaction");
        (await ExecuteAsync($"SELECT count(*) FROM {_schema}.v WHERE enc = 0")).ShouldBe(0L);
    }

    [Fact]
    public async Task Check_LoginThatCanWrite_IsWarnedAbout()
    {
        var query = $"SELECT enc, t, score, y, race FROM {_schema}.v WHERE t >= @from AND t < @to";

        (await _fixture.Reader.CheckAsync(Model(TimeKind.Local, query, "Writer"), new(2026, 3, 8), TestContext.Current.CancellationToken)).Warnings.ShouldHaveSingleItem().ShouldContain("can write");
        (await _fixture.Reader.CheckAsync(Model(TimeKind.Local, query), new(2026, 3, 8), TestContext.Current.CancellationToken)).Warnings.ShouldBeEmpty();
        await ExecuteAsync($"GRANT UPDATE ON {_schema}.v TO {_schema}");
        (await _fixture.Reader.CheckAsync(Model(TimeKind.Local, query), new(2026, 3, 8), TestContext.Current.CancellationToken)).Warnings.ShouldHaveSingleItem().ShouldContain("can write");
    }

    [Fact]
    public async Task Read_ConversionError_DoesNotQuoteTheValue()
    {
        var model = Model(TimeKind.Local, $"SELECT enc, t, score, y, race::int AS race FROM {_schema}.v WHERE t >= @from AND t < @to");

        var exception = await Should.ThrowAsync<SourceException>(() => _fixture.PullAsync(model, new(2026, 3, 8), new(2026, 3, 9)));

        exception.Message.ShouldContain("22P02");
        exception.ToString().ShouldNotContain("\" A \"");
    }

    [Fact]
    public async Task Read_EndlessQuery_EndsAtTheCallersCancellation()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var model = Model(TimeKind.Local, $"SELECT enc, t, score, y, race, pg_sleep(60) FROM {_schema}.v WHERE t >= @from AND t < @to");

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in _fixture.Reader.ReadAsync(model, new(2026, 3, 8), new(2026, 3, 9), cancellation.Token))
                row.IsValid.ShouldBeFalse("no row may come");
        });
    }

    [Fact]
    public async Task ReadChangedDays_ComparesInstants()
    {
        var model = Model(TimeKind.Local, $"SELECT * FROM {_schema}.v WHERE t >= @from AND t < @to") with
        {
            ChangedAt = new("tz", $"SELECT t, tz FROM {_schema}.v WHERE tz > @since"),
        };

        var changed = await _fixture.Reader.ReadChangedDaysAsync(model, new DateTime(2026, 3, 14, 4, 0, 0), TestContext.Current.CancellationToken);

        changed.Days.ShouldBe([new(2026, 3, 14)], "04:00 UTC was 23:00 of the day before in Chicago, and is excluded; 05:00 UTC was midnight");
        changed.Highest.ShouldBe(new DateTime(2026, 3, 15, 0, 0, 0));
    }

    private static ModelDefinition Model(TimeKind kind, string query, string connection = "Reader") => SourceFixture.Model(kind, provider: "postgresql", connection: connection, query: query);

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>
/// Two nights of a hospital on PostgreSQL, from the view to the points: simulated rows, outcomes that arrive between the nights, and counts by SQL of the same server. Runs when
/// EQUITYMONITOR_TEST_POSTGRES holds the connection string of a login that may create schemas and roles.
/// </summary>
public sealed class PostgreSqlNightsTests : IAsyncLifetime
{
    private static readonly DateOnly BeforeFirst = new(2026, 6, 29);
    private static readonly DateTimeOffset FirstNight = new(2026, 6, 30, 9, 0, 0, TimeSpan.Zero);
    private readonly string? _server = Environment.GetEnvironmentVariable("EQUITYMONITOR_TEST_POSTGRES");
    private readonly string _schema = $"nights_test_{Guid.NewGuid():N}";
    private MonitoredHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(!string.IsNullOrEmpty(_server), "skipped: EQUITYMONITOR_TEST_POSTGRES is not set, no PostgreSQL to test against");

        // 40 encounters a day from January to July, of 900 patients. Everything about a row follows from its number; outcomes are known 30 days later, and some only when told.
        // The plan holds encounters of the coming month as well, whose change times lie in the future.
        await ExecuteAsync($"""
            CREATE SCHEMA {_schema};
            CREATE TABLE {_schema}.encounter AS
            SELECT n AS encounter_id, n * 7919 % 900 AS patient_id, timestamp '2026-01-01' + n * interval '36 minutes' AS scored_at, (n * 37 % 100) / 100.0 AS score,
                (n * 53 % 100 < n * 37 % 100 / 2)::int AS truth, NULL::int AS outcome, (ARRAY['A', 'B', 'C', NULL])[n * 31 % 4 + 1] AS race,
                (ARRAY['Female', 'Male'])[n / 4 % 2 + 1] AS sex, timestamp '2026-01-01' + n * interval '36 minutes' AS updated_at
            FROM generate_series(0, 8479) AS n;
            UPDATE {_schema}.encounter SET outcome = truth, updated_at = scored_at + interval '30 days' WHERE scored_at < '2026-05-30' AND encounter_id % 10 <> 0;
            CREATE VIEW {_schema}.scored_encounters AS SELECT encounter_id, patient_id, scored_at, score, outcome, race, sex, updated_at FROM {_schema}.encounter;
            CREATE ROLE {_schema} LOGIN PASSWORD 'test-only';
            GRANT USAGE ON SCHEMA {_schema} TO {_schema};
            GRANT SELECT ON {_schema}.scored_encounters TO {_schema};
            """);
        var reader = new NpgsqlConnectionStringBuilder(_server) { Username = _schema, Password = "test-only", Pooling = false };
        _host = new MonitoredHost(FirstNight, ("ConnectionStrings:Hospital", reader.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        if (string.IsNullOrEmpty(_server))
            return;
        _host?.Dispose();
        await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE; DROP ROLE {_schema};");
    }

    [Fact]
    public async Task TwoNights_WithLateOutcomesBetweenThem_CountWhatTheServerCounts()
    {
        await _host.RegisterAsync(Definition(), Cancellation);
        await _host.RunAsync("readmission", new PullScope.Nightly(), progress: null, Cancellation);
        await ShouldEqualTheServerAsync(BeforeFirst);
        var first = await DaysAsync();

        // Told during the day: outcomes of one week in May, one of them corrected, and one of January. The encounters of the day itself are there as well.
        await ExecuteAsync($"""
            UPDATE {_schema}.encounter SET outcome = truth, updated_at = '2026-06-30 10:00'
            WHERE outcome IS NULL AND (scored_at >= '2026-05-11' AND scored_at < '2026-05-18' OR encounter_id = 40);
            UPDATE {_schema}.encounter SET outcome = 1 - outcome, updated_at = '2026-06-30 10:00' WHERE encounter_id = (SELECT max(encounter_id) FROM {_schema}.encounter WHERE scored_at < '2026-05-18' AND outcome IS NOT NULL);
            """);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.RunAsync("readmission", new PullScope.Nightly(), progress: null, Cancellation);

        await ShouldEqualTheServerAsync(BeforeFirst.AddDays(1));
        var second = await DaysAsync();
        var changed = second.Where(day => !first.TryGetValue(day.Key, out var before) || before.ContentHash != day.Value.ContentHash).Select(day => day.Key);
        changed.ShouldBe([new(2026, 1, 2), .. Enumerable.Range(11, 7).Select(day => new DateOnly(2026, 5, day)), new(2026, 6, 30)]);
    }

    /// <summary>Days, then both windows of the newest as-of day for All, every single and every pair.</summary>
    private async Task ShouldEqualTheServerAsync(DateOnly newest)
    {
        await using var context = _host.OpenContext();
        (await context.PendingDays.AnyAsync(Cancellation)).ShouldBeFalse();
        var days = await context.EncounterDays.OrderBy(day => day.Day).Select(day => new { day.Day, day.Rows, day.KnownOutcomes }).ToListAsync(Cancellation);
        days.Select(day => (day.Day, (long)day.Rows, (long)day.KnownOutcomes)).ShouldBe(await QueryAsync(
            $"SELECT scored_at::date, count(*), count(outcome) FROM {_schema}.encounter WHERE scored_at::date <= '{newest:O}' GROUP BY 1 ORDER BY 1",
            reader => (reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetInt64(2))));

        var subgroups = await context.Subgroups.ToDictionaryAsync(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key), Cancellation);
        foreach (var window in (int[])[28, 90])
        {
            var points = await context.Points.Where(point => point.AsOf == newest && point.Window == window).ToListAsync(Cancellation);
            points.Select(point => subgroups[point.SubgroupId].Order).CountBy(order => order).OrderBy(order => order.Key).Select(order => order.Value).ShouldBe([1, 6, 8]);
            foreach (var point in points)
            {
                var key = subgroups[point.SubgroupId];
                var expected = await CountAsync(key, window, newest);
                new[] { point.Scored, point.Flagged, point.Patients!.Value, point.Mature, point.TruePositives, point.FalsePositives, point.FalseNegatives, point.TrueNegatives }
                    .ShouldBe(expected, $"{window} days to {newest:O}, {key}");
            }
        }
    }

    private async Task<long[]> CountAsync(SubgroupKey key, int window, DateOnly newest)
    {
        var own = string.Concat(key.Parts.Select(part => $" AND coalesce({part.Key}, 'Unknown') = '{part.Value}'"));
        string Between(DateOnly to) => $"scored_at::date > '{to.AddDays(-window):O}' AND scored_at::date <= '{to:O}'";
        var rows = await QueryAsync(
            $"""
            SELECT count(*) FILTER (WHERE s), count(*) FILTER (WHERE s AND flagged), count(DISTINCT patient_id) FILTER (WHERE s), count(*) FILTER (WHERE m),
                count(*) FILTER (WHERE m AND flagged AND outcome = 1), count(*) FILTER (WHERE m AND flagged AND outcome = 0),
                count(*) FILTER (WHERE m AND NOT flagged AND outcome = 1), count(*) FILTER (WHERE m AND NOT flagged AND outcome = 0)
            FROM (SELECT *, score >= 0.6 AS flagged, {Between(newest)} AS s, {Between(newest.AddDays(-30))} AS m FROM {_schema}.encounter) AS e
            WHERE true{own}
            """,
            reader => Enumerable.Range(0, 8).Select(reader.GetInt64).ToArray());
        return rows.ShouldHaveSingleItem();
    }

    private async Task<Dictionary<DateOnly, EncounterDay>> DaysAsync()
    {
        await using var context = _host.OpenContext();
        return await context.EncounterDays.AsNoTracking().OrderBy(day => day.Day).ToDictionaryAsync(day => day.Day, Cancellation);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(read(reader));
        return rows;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Definition() => $$"""
        key: readmission
        name: 30-day readmission risk
        version: "1"
        score: { column: score, kind: probability }
        threshold: 0.6
        outcome: { column: outcome, maturityDays: 30 }
        time: { column: scored_at, zone: America/Chicago, kind: local }
        encounter: encounter_id
        patient: patient_id
        changedAt: { column: updated_at, query: "SELECT scored_at, updated_at FROM {{_schema}}.scored_encounters WHERE updated_at > @since" }
        source: { provider: postgresql, connection: Hospital, query: "SELECT * FROM {{_schema}}.scored_encounters WHERE scored_at >= @from AND scored_at < @to" }
        dimensions: [race, sex]
        windows: [28, 90]
        baseline: { from: 2026-01-01, to: 2026-02-28 }
        rules:
          - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.5, window: 90 }
        """;
}

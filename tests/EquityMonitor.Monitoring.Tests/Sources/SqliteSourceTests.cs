using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class SqliteSourceTests
{
    private static readonly DateOnly Spring = new(2026, 3, 8);
    private static readonly DateOnly Fall = new(2026, 11, 1);

    [Theory]
    [InlineData("2026-01-04T23:59:59.999|2026-01-05T00:00:00|2026-01-05T23:59:59.999|2026-01-06T00:00:00")]
    [InlineData("2026-01-04 23:59:59|2026-01-05 00:00:00|2026-01-05 23:59|2026-01-06 00:00:00")]
    [InlineData("2026-01-04|2026-01-05|2026-01-05 00:00:00.5|2026-01-06")]
    [InlineData("2026-01-04T23:59:59|2026-01-05 00:00:00|2026-01-05T23:59:59|2026-01-06 00:00:00")]
    public async Task Read_LocalTexts_TakesTheWallClockDay(string times)
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes(times.Split('|'));

        var rows = await fixture.PullAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6));

        rows.Select(row => row.Encounter!.Encounter).ShouldBe(["e1", "e2"], ignoreOrder: true);
        rows.ShouldAllBe(row => row.Encounter!.Time!.Value.Day == new DateOnly(2026, 1, 5));
    }

    [Theory]
    [InlineData(TimeKind.Utc, "2026-01-05T05:59:59Z|2026-01-05T06:00:00Z|2026-01-06T05:59:59.999Z|2026-01-06T06:00:00Z")]
    [InlineData(TimeKind.Utc, "2026-01-05T05:59:59|2026-01-05T06:00:00|2026-01-06T05:59:59.999|2026-01-06T06:00:00")]
    [InlineData(TimeKind.Utc, "2026-01-05 05:59:59|2026-01-05 06:00:00|2026-01-06 05:59:59.999|2026-01-06 06:00:00")]
    [InlineData(TimeKind.Offset, "2026-01-05T05:59:59Z|2026-01-05 06:00:00+00:00|2026-01-05T23:59:59-06:00|2026-01-06T00:00:00-06:00")]
    [InlineData(TimeKind.Offset, "2026-01-05T19:59:59+14:00|2026-01-04T20:00:00-10:00|2026-01-06 19:59:59+14:00|2026-01-05T20:00:00-10:00")]
    public async Task Read_Instants_TakesTheLocalDay(TimeKind kind, string times)
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes(times.Split('|'));

        var rows = await fixture.PullAsync(SourceFixture.Model(kind), new(2026, 1, 5), new(2026, 1, 6));

        rows.Select(row => row.Encounter!.Encounter).ShouldBe(["e1", "e2"], ignoreOrder: true);
    }

    [Fact]
    public async Task Read_UtcOnDaysOfTheClockChange_Takes23And25Hours()
    {
        using var fixture = new SourceFixture();
        var hours = Enumerable.Range(0, 24 * 300).Select(hour => new DateTime(2026, 2, 1).AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ")).ToArray();
        fixture.SqliteTimes(hours);
        var model = SourceFixture.Model(TimeKind.Utc);

        (await fixture.PullAsync(model, Spring.AddDays(-1), Spring)).Count.ShouldBe(24);
        (await fixture.PullAsync(model, Spring, Spring.AddDays(1))).Count.ShouldBe(23);
        (await fixture.PullAsync(model, Fall, Fall.AddDays(1))).Count.ShouldBe(25);
        (await fixture.PullAsync(model, Spring.AddDays(-3), Spring.AddDays(3))).Count.ShouldBe((6 * 24) - 1);
    }

    [Fact]
    public async Task Read_LocalOnDaysOfTheClockChange_NeverConverts()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-03-08T02:30:00", "2026-03-08T00:00:00", "2026-11-01T01:30:00", "2026-11-01T23:59:59");

        (await fixture.PullAsync(SourceFixture.Model(), Spring, Spring.AddDays(1))).Select(row => row.Encounter!.Encounter).ShouldBe(["e0", "e1"]);
        (await fixture.PullAsync(SourceFixture.Model(), Fall, Fall.AddDays(1))).Select(row => row.Encounter!.Encounter).ShouldBe(["e2", "e3"]);
    }

    [Fact]
    public async Task Read_ZoneWithoutMidnight_BeginsTheDayAfterTheGap()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-04-23T21:59:59Z", "2026-04-23T22:00:00Z", "2026-04-24T20:59:59Z", "2026-04-24T21:00:00Z");

        var rows = await fixture.PullAsync(SourceFixture.Model(TimeKind.Utc, "Africa/Cairo"), new(2026, 4, 24), new(2026, 4, 25));

        rows.Select(row => row.Encounter!.Encounter).ShouldBe(["e1", "e2"]);
    }

    [Fact]
    public async Task Read_QueryThatIgnoresItsBounds_FailsAndNamesTimeKind()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-01-04T12:00:00", "2026-01-05T12:00:00");
        var model = SourceFixture.Model(query: "SELECT * FROM v WHERE t >= @from OR t < @to");

        var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(model, new(2026, 1, 5), new(2026, 1, 6)));

        exception.Message.ShouldContain("time.kind, which is local");
        exception.Message.ShouldContain("kind: utc");
        exception.Message.ShouldContain("2026-01-04");
    }

    [Fact]
    public async Task Read_UtcRowFarOutsideDateBounds_Fails()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2025-12-04T12:00:00Z", "2026-01-05T12:00:00Z");

        var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(
            SourceFixture.Model(TimeKind.Utc, query: "SELECT * FROM v WHERE t >= @from OR t < @to"), new(2026, 1, 5), new(2026, 1, 6)));

        exception.Message.ShouldContain("time.kind, which is utc");
    }

    [Theory]
    [InlineData(TimeKind.Local, "2026-01-05T12:00:00Z", "time.kind is local")]
    [InlineData(TimeKind.Local, "2026-01-05T12:00:00-06:00", "time.kind is local")]
    [InlineData(TimeKind.Offset, "2026-01-05T12:00:00", "time.kind is offset")]
    public async Task Read_TimeThatContradictsItsKind_Fails(TimeKind kind, string time, string message)
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes(time);

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(SourceFixture.Model(kind), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Read_BadRows_AreRejectedWithReasonAndDay()
    {
        using var fixture = new SourceFixture(new DateTimeOffset(2026, 1, 5, 18, 0, 0, TimeSpan.Zero));
        fixture.Sqlite(
            "CREATE TABLE v (enc, t, score, y, race, need)",
            "INSERT INTO v VALUES ('a', '2026-01-05T01:00:00', NULL, 1, 'A', 1)",
            "INSERT INTO v VALUES ('b', '2026-01-05T01:00:00', 'high', 1, 'A', 1)",
            "INSERT INTO v VALUES ('c', '2026-01-05T01:00:00', 1.01, 1, 'A', 1)",
            "INSERT INTO v VALUES ('d', '2026-01-05T01:00:00', 0.1, 2, 'A', 1)",
            "INSERT INTO v VALUES ('e', '2026-01-05T12:00:01', 0.1, 1, 'A', 1)",
            "INSERT INTO v VALUES (' ', '2026-01-05T01:00:00', 0.1, 1, 'A', 1)",
            "INSERT INTO v VALUES ('f', '2026-01-05 at noon', 0.1, 1, 'A', 1)",
            "INSERT INTO v VALUES ('g', '2026-01-05T01:00:00', 0.1, 1, 'A', 'much')",
            "INSERT INTO v VALUES ('h', '2026-01-05T01:00:00', ' 0.25 ', '1', ' A ', NULL)",
            "INSERT INTO v VALUES ('i', '2026-01-05T12:00:00', 1, NULL, ' ', 2.5)");

        var rows = await fixture.PullAsync(SourceFixture.Model() with { Need = "need" }, new(2026, 1, 5), new(2026, 1, 6));

        var day = new DateOnly(2026, 1, 5);
        rows.Where(row => !row.IsValid).Select(row => row.Rejected!).ShouldBe(
        [
            new(day, RejectionReason.ScoreMissing, "score"), new(day, RejectionReason.ScoreNotANumber, "score"), new(day, RejectionReason.ScoreOutOfRange, "score"),
            new(day, RejectionReason.OutcomeInvalid, "y"), new(day, RejectionReason.TimeInFuture, "t"), new(day, RejectionReason.EncounterMissing, "enc"),
            new(null, RejectionReason.TimeNotATime, "t"), new(day, RejectionReason.NeedNotANumber, "need"),
        ]);
        var valid = rows.Where(row => row.IsValid).Select(row => row.Encounter!).ToList();
        valid.Select(row => (row.Encounter, row.Score, row.Outcome, row.Need, row.Values[0])).ShouldBe([("h", 0.25, (byte?)1, null, "A"), ("i", 1.0, null, 2.5, "Unknown")]);
    }

    [Fact]
    public async Task Read_Duplicates_KeepsTheSameRowWhateverTheOrder()
    {
        foreach (var order in (string[])["ASC", "DESC"])
        {
            using var fixture = new SourceFixture();
            fixture.Sqlite(
                "CREATE TABLE v (enc, t, score, y, race)",
                "INSERT INTO v VALUES ('a', '2026-01-05T01:00:00', 0.1, NULL, 'A')",
                "INSERT INTO v VALUES ('a', '2026-01-05 01:00:00', 0.3, 1, 'A')",
                "INSERT INTO v VALUES ('a', '2026-01-05T01:00:00', 0.2, 1, 'A')",
                "INSERT INTO v VALUES ('a', '2026-01-05T02:00:00', 0.9, 1, 'A')");

            var rows = await fixture.PullAsync(SourceFixture.Model(query: $"SELECT * FROM v WHERE t >= @from AND t < @to ORDER BY score {order}"), new(2026, 1, 5), new(2026, 1, 6));

            rows.Where(row => row.IsValid).Select(row => row.Encounter!.Score).ShouldBe([0.2, 0.9], ignoreOrder: true);
            rows.Where(row => !row.IsValid).Select(row => row.Rejected!.Reason).ShouldBe([RejectionReason.Duplicate, RejectionReason.Duplicate]);
        }
    }

    [Fact]
    public async Task Read_DimensionsAndResponses_AreMapped()
    {
        using var fixture = new SourceFixture();
        fixture.Sqlite(
            "CREATE TABLE v (enc, t, score, y, age, site, response, pid)",
            "INSERT INTO v VALUES (1, '2026-01-05T01:00:00', 0.1, 0, 44.9, 'Main', 'accepted', 7)",
            "INSERT INTO v VALUES (2, '2026-01-05T02:00:00', 0.1, 0, '80', 'main', ' overridden', 'p ')",
            "INSERT INTO v VALUES (3, '2026-01-05T03:00:00', 0.1, 0, 'old', NULL, 'seen', NULL)");
        var model = SourceFixture.Model() with
        {
            Patient = "PID",
            Response = new("response", ["accepted"], ["overridden"]),
            Dimensions = [new("age", "Age", [18, 45, 80], []), new("site", "Site", [], ["Main", "North"])],
        };

        var rows = (await fixture.PullAsync(model, new(2026, 1, 5), new(2026, 1, 6))).ConvertAll(row => row.Encounter!);

        rows.Select(row => string.Join('|', row.Encounter, row.Patient, row.Response, row.Values[0], row.Values[1])).ShouldBe(
            ["1|7|Accepted|18-44|Main", "2|p|Overridden|80 and over|Other", "3||None|Unknown|Unknown"]);
    }

    [Fact]
    public async Task Read_MoreThan40Values_RefusesThePullAndAsksForValuesOrBands()
    {
        using var fixture = new SourceFixture();
        fixture.Sqlite(["CREATE TABLE v (enc, t, score, y, race)", .. Enumerable.Range(0, 41).Select(i => $"INSERT INTO v VALUES ({i}, '2026-01-05T01:00:00', 0.1, 0, 'r{i}')"), "INSERT INTO v VALUES (99, '2026-01-05T01:00:00', 0.1, 0, NULL)"]);
        var model = SourceFixture.Model();

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(model, new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain("values (others become");
        fixture.Sqlite("DELETE FROM v WHERE enc = 40");
        (await fixture.PullAsync(model, new(2026, 1, 5), new(2026, 1, 6))).Count.ShouldBe(41, "40 values and Unknown");
        fixture.Sqlite("INSERT INTO v VALUES (40, '2026-01-05T01:00:00', 0.1, 0, 'r40')");
        (await fixture.PullAsync(model with { Dimensions = [new("race", "Race", [], ["r1", "r2"])] }, new(2026, 1, 5), new(2026, 1, 6))).Count.ShouldBe(42);
    }

    [Theory]
    [InlineData("SELECT enc, t, score, race FROM v WHERE t >= @from AND t < @to", "no column 'y' (outcome)")]
    [InlineData("SELECT *, 1 AS y FROM v WHERE t >= @from AND t < @to", "'y' (outcome) more than once")]
    [InlineData("SELECT * FROM w WHERE t >= @from AND t < @to", "no such table: w")]
    [InlineData("SELECT * FROM v WHERE t >= @from", "does not use @to")]
    [InlineData("INSERT INTO v SELECT * FROM v WHERE t >= @from AND t < @to RETURNING *", "one SELECT")]
    public async Task Read_WrongQuery_SaysWhatIsWrong(string query, string message)
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-01-05T01:00:00");

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(SourceFixture.Model(query: query), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Read_QueryThatWrites_IsRefusedByTheDatabase()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-01-05T01:00:00");

        var exception = await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(
            SourceFixture.Model(query: "WITH x AS (SELECT 1) INSERT INTO v SELECT 'n', @from, 0.1, @to, 'A' RETURNING *"), new(2026, 1, 5), new(2026, 1, 6)));

        exception.Message.ShouldContain("readonly");
        (await fixture.PullAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_MissingConnectionOrFile_NamesTheSetting()
    {
        using var fixture = new SourceFixture();

        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(SourceFixture.Model(connection: "Nowhere"), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain("ConnectionStrings:Nowhere");
        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain("is not there");
        fixture.Write("hospital.db", "this is not a database, however long the text may be");
        (await Should.ThrowAsync<SourceException>(() => fixture.PullAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6)))).Message.ShouldContain("not a database");
    }

    [Fact]
    public async Task Read_Cancelled_Stops()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-01-05T01:00:00");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in fixture.Reader.ReadAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6), cancellation.Token))
                row.IsValid.ShouldBeFalse("no row may come");
        });
    }

    [Fact]
    public async Task Read_EndlessQuery_EndsAtTheCallersCancellation()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes("2026-01-05T01:00:00");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        const string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT v.*, max(i) FROM n, v WHERE t >= @from AND t < @to";

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in fixture.Reader.ReadAsync(SourceFixture.Model(query: endless), new(2026, 1, 5), new(2026, 1, 6), cancellation.Token))
                row.IsValid.ShouldBeFalse("no row may come");
        });
    }

    [Fact]
    public async Task Read_TimeLimitPassed_FailsAndNamesTheSetting()
    {
        using var fixture = new SourceFixture(settings: new() { ["Sources:TimeLimit"] = "00:00:30" });
        fixture.SqliteTimes("2026-01-05T01:00:00", "2026-01-05T02:00:00", "2026-01-05T03:00:00");
        // The limit starts with the query; the fake clock passes it while the first rejected row is handed out.
        fixture.Sqlite("UPDATE v SET score = NULL");

        var exception = await Should.ThrowAsync<SourceException>(async () =>
        {
            await foreach (var row in fixture.Reader.ReadAsync(SourceFixture.Model(), new(2026, 1, 5), new(2026, 1, 6), TestContext.Current.CancellationToken))
            {
                row.IsValid.ShouldBeFalse();
                fixture.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        });

        exception.Message.ShouldContain("Sources:TimeLimit");
    }

    [Fact]
    public async Task ReadChangedDays_GivesDaysAndHighestChange()
    {
        using var fixture = new SourceFixture();
        fixture.Sqlite(
            "CREATE TABLE v (enc, t, score, y, race, changed)",
            "INSERT INTO v VALUES (1, '2026-01-05T01:00:00', 0.1, 0, 'A', '2026-02-01 08:00:00')",
            "INSERT INTO v VALUES (2, '2026-01-06 01:00:00', 0.1, 0, 'A', '2026-02-01T09:30:00.25')",
            "INSERT INTO v VALUES (3, '2026-01-07 01:00:00', 0.1, 0, 'A', '2026-02-01T07:59:59')",
            "INSERT INTO v VALUES (4, '2026-01-06 05:00:00', 0.1, 0, 'A', '2026-02-01 09:00:00')");
        var model = SourceFixture.Model() with { ChangedAt = new("changed", "SELECT t, changed FROM v WHERE changed > @since") };

        var changed = await fixture.Reader.ReadChangedDaysAsync(model, new DateTime(2026, 2, 1, 7, 59, 59), TestContext.Current.CancellationToken);

        changed.Days.ShouldBe([new(2026, 1, 5), new(2026, 1, 6)]);
        changed.Highest.ShouldBe(new DateTime(2026, 2, 1, 9, 30, 0, 250));
        var none = await fixture.Reader.ReadChangedDaysAsync(model, changed.Highest, TestContext.Current.CancellationToken);
        none.Days.ShouldBeEmpty();
        none.Highest.ShouldBe(changed.Highest);
    }

    [Fact]
    public async Task ReadChangedDays_ChangeFarInTheFuture_NamesTheDayAndDoesNotCountAsHighest()
    {
        using var fixture = new SourceFixture(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));
        fixture.Sqlite(
            "CREATE TABLE v (enc, t, score, y, race, changed)",
            "INSERT INTO v VALUES (1, '2026-01-05T01:00:00', 0.1, 0, 'A', '9999-12-31')",
            "INSERT INTO v VALUES (2, '2026-01-06T01:00:00', 0.1, 0, 'A', '2026-02-02T12:00:00')",
            "INSERT INTO v VALUES (3, '2026-01-07T01:00:00', 0.1, 0, 'A', '2026-02-02T12:00:01')");
        var model = SourceFixture.Model() with { ChangedAt = new("changed", "SELECT t, changed FROM v WHERE changed > @since") };

        var changed = await fixture.Reader.ReadChangedDaysAsync(model, new DateTime(2026, 2, 1), TestContext.Current.CancellationToken);

        changed.Days.ShouldBe([new(2026, 1, 5), new(2026, 1, 6), new(2026, 1, 7)]);
        changed.Highest.ShouldBe(new DateTime(2026, 2, 2, 12, 0, 0));
    }

    [Fact]
    public async Task Check_OfAReadableSource_ListsItsColumns()
    {
        using var fixture = new SourceFixture();
        fixture.SqliteTimes();

        var check = await fixture.Reader.CheckAsync(SourceFixture.Model(), new(2026, 1, 5), TestContext.Current.CancellationToken);

        check.Columns.ShouldBe(["enc", "t", "score", "y", "race"]);
        check.Warnings.ShouldBeEmpty();
    }
}

using System.IO.Compression;
using DuckDB.NET.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class FileReaderTests
{
    private const string Csv = """
        enc,t,score,y,race,extra
        007,2026-01-04T23:59:59,0.1,0,A,x
        e1,2026-01-05 00:00:00,0.2,1,"B, C",x
        e1,2026-01-05 00:00:00,0.2,1,"B, C",x
        e2,,0.3,,,x
        e3,2026-01-06T00:00:00,high,0,A,x
        e4,2026-01-06T00:00:00,0.5,maybe,A,x
        """;

    [Theory]
    [InlineData("visits.csv")]
    [InlineData("visits.csv.gz")]
    [InlineData("visits.parquet")]
    public async Task Read_AnyKindOfFile_GivesTheSameRows(string name)
    {
        using var fixture = new SourceFixture();
        var path = Write(fixture, name);

        var rows = await fixture.Files.ReadAsync(SourceFixture.Model(), path, TestContext.Current.CancellationToken);

        rows.Encounters.Select(row => (row.Encounter, row.Score, row.Outcome, row.Values[0])).ShouldBe([("007", 0.1, (byte?)0, "A"), ("e1", 0.2, (byte?)1, "B, C")], ignoreOrder: true);
        rows.Rejected.Select(row => row.Reason).ShouldBe(
            [RejectionReason.Duplicate, RejectionReason.TimeMissing, RejectionReason.ScoreNotANumber, RejectionReason.OutcomeInvalid], ignoreOrder: true);
        rows.Rejected.Single(row => row.Reason == RejectionReason.Duplicate).Day.ShouldBe(new DateOnly(2026, 1, 5));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Read_AnyUsualSeparator_IsUnderstood(char separator)
    {
        using var fixture = new SourceFixture();
        var path = fixture.Write("audit.csv", "enc,score,y,race\n1,0.5,1,A\n".Replace(',', separator));

        var rows = await fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, path, TestContext.Current.CancellationToken);

        rows.Encounters.ShouldHaveSingleItem().Values.ShouldBe(["A"]);
    }

    [Theory]
    [InlineData("\uFEFFenc,score,y,race\n1,0.5,1,A\n")]
    [InlineData("enc,score,y,race\r\n1,0.5,1,A\r\n")]
    [InlineData("\"enc\",\"score\",\"y\",\"race\",\"a \"\"b\"\", c\",,enc\n1,0.5,1,A,x,y,z\n")]
    [InlineData("enc,score,y,race\n1,0.5,1,\"A\"")]
    public async Task Read_UsualWritingsOfATable_AreUnderstood(string content)
    {
        using var fixture = new SourceFixture();

        var rows = await fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, fixture.Write("audit.csv", content), TestContext.Current.CancellationToken);

        (rows.Encounters.ShouldHaveSingleItem().Encounter, rows.Encounters[0].Values[0]).ShouldBe(("1", "A"));
    }

    [Theory]
    [InlineData("short.csv", "secret-7,0.5", "Line 100 of the CSV file has 2 fields where the header has 4. Mend the line.")]
    [InlineData("long.csv", "secret-7,0.5,1,A,B", "Line 100 of the CSV file has 5 fields where the header has 4. Mend the line.")]
    [InlineData("quote.csv", "\"secret-7,0.5,1,A", "Line 100 of the CSV file opens a quotation mark that is not closed as CSV wants it. Mend the line.")]
    public async Task Read_OneBrokenLine_IsNamedWithoutWhatStandsInIt(string name, string line, string message)
    {
        using var fixture = new SourceFixture();
        var good = string.Concat(Enumerable.Range(0, 98).Select(i => $"e{i},0.5,1,A\n"));
        var path = fixture.Write(name, $"enc,score,y,race\n{good}{line}\n" + good.Replace('e', 'f'));

        var exception = await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, path, TestContext.Current.CancellationToken));

        exception.Message.ShouldBe("The source refused the query: " + message);
        exception.ToString().ShouldNotContain("secret-7");
    }

    [Fact]
    public async Task Read_LettersThatAreNotUtf8_AreRefusedWithTheLine()
    {
        using var fixture = new SourceFixture();
        var path = fixture.Write("latin.csv", "");
        await File.WriteAllTextAsync(path, "enc,score,y,race\n1,0.5,1,Européen\n", System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, path, TestContext.Current.CancellationToken))).Message
            .ShouldBe("The source refused the query: Line 2 of the CSV file holds letters that are not UTF-8. Save the file as UTF-8.");
    }

    [Theory]
    [InlineData("none.csv", "", "The file none.csv is empty")]
    [InlineData("plain.csv.gz", "enc,score,y,race\n1,0.5,1,A\n", "The file plain.csv.gz is named .gz but is not gzipped.")]
    [InlineData("cut.parquet", "PAR1 and some of the rest", "The source refused the query: A file is no Parquet file, or was cut off.")]
    [InlineData("tiny.parquet", "PAR1", "The source refused the query: A file is no Parquet file, or was cut off.")]
    public async Task Read_FileThatIsNoTable_SaysSo(string name, string content, string message)
    {
        using var fixture = new SourceFixture();
        var path = fixture.Write(name, content);

        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, path, TestContext.Current.CancellationToken))).Message
            .ShouldStartWith(message);
    }

    [Fact]
    public async Task Read_WithoutTime_TakesRowsWithoutTimeAndManyValues()
    {
        using var fixture = new SourceFixture();
        var path = fixture.Write("audit.csv", "enc,score,y,race\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},0.5,1,r{i}\n")) + "5,0.5,1,r5\n");

        var rows = await fixture.Files.ReadAsync(SourceFixture.Model() with { Time = null, Source = null }, path, TestContext.Current.CancellationToken);

        rows.Encounters.Count.ShouldBe(100);
        rows.Encounters.ShouldAllBe(row => row.Time == null);
        rows.Rejected.ShouldBe([new(null, RejectionReason.Duplicate, "enc")]);
    }

    [Fact]
    public async Task Read_WrongFiles_SaysWhatIsWrong()
    {
        using var fixture = new SourceFixture();
        var token = TestContext.Current.CancellationToken;

        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model(), Path.Combine(fixture.Root, "none.csv"), token))).Message.ShouldBe("The file none.csv is not there. Check the path.");
        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model(), fixture.Write("a.xlsx", ""), token))).Message.ShouldContain(".parquet");
        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model(), fixture.Write("b.csv", "enc,t,score,outcome,race\n1,2026-01-01,0.5,1,A\n"), token))).Message
            .ShouldBe("The source has no column 'y' (outcome). It has: enc, t, score, outcome, race. Name one of them in the definition, or give the column that name in the source.");
        (await Should.ThrowAsync<SourceException>(() => fixture.Files.ReadAsync(SourceFixture.Model(), fixture.Write("c.parquet", "enc"), token))).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Read_SharedEncounters_AllRowsAreValid()
    {
        var shared = Environment.GetEnvironmentVariable("EQUITYMONITOR_SHARED") ?? FindShared();
        Assert.SkipUnless(shared is not null && Directory.Exists(shared), "The shared data are not beside this repository.");
        using var fixture = new SourceFixture();
        var model = SourceFixture.Model() with
        {
            Score = new("score", ScoreKind.Probability, 0, 1),
            Outcome = new("readmitted_30d", 30),
            Time = null,
            Encounter = "encounter_id",
            Patient = "patient_id",
            Dimensions = [new("race", "Race", [], []), new("medical_specialty", "Medical specialty", [], [])],
        };

        var rows = await fixture.Files.ReadAsync(model, Path.Combine(shared!, "data", "readmission_encounters.csv.gz"), TestContext.Current.CancellationToken);

        rows.Encounters.Count.ShouldBe(99_340);
        rows.Rejected.ShouldBeEmpty();
    }

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")))
                return Path.Combine(folder.Parent!.FullName, "shared");
        }

        return null;
    }

    private static string Write(SourceFixture fixture, string name)
    {
        var csv = fixture.Write("plain.csv", Csv);
        var path = Path.Combine(fixture.Root, name);
        switch (Path.GetExtension(name))
        {
            case ".gz":
                using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
                    zip.Write(File.ReadAllBytes(csv));
                break;
            case ".parquet":
                using (var connection = new DuckDBConnection("Data Source=:memory:"))
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = $"COPY (SELECT * REPLACE (t::timestamp AS t) FROM read_csv('{csv}', all_varchar = true)) TO '{path}' (FORMAT parquet)";
                    command.ExecuteNonQuery();
                }

                break;
            default:
                File.Copy(csv, path);
                break;
        }

        return path;
    }
}

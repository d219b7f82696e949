using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Reporting.Tests.Audit;
using EquityMonitor.Statistics;
using EquityMonitor.Tests;

namespace EquityMonitor.Reporting.Tests.Summary;

public sealed class SummaryFilesTests : IDisposable
{
    private static readonly string[] Tables = ["About", "Models", "Subgroups", "Rules", "Verdicts", "Alerts", "Drift", "Refused rows", "Unknown attributes", "Held days", "Method"];

    private readonly SummaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Zip_HasAFilePerTableAndAReadMe()
    {
        await _database.FillAsync();
        var summary = await _database.ReadAsync("2026-05");

        using var archive = new ZipArchive(await BytesAsync(summary, SummaryFiles.WriteZipAsync));

        archive.Entries.Select(entry => entry.FullName).ShouldBe(["README.txt", .. Tables.Select(table => table.ToLowerInvariant().Replace(' ', '-') + ".csv")]);
        archive.Entries.ShouldAllBe(entry => entry.LastWriteTime.Year == 1980);
        var readMe = Text(archive, "README.txt");
        readMe.ShouldContain("Monthly summary: May 2026, Small model");
        readMe.ShouldContain("Definition revision 3 of 30 Mar 2026; version 1");
        readMe.ShouldContain("A group is suppressed when 1 to 10 patients");
        readMe.ShouldContain("Acting on a flag can prevent the outcome");
        readMe.ShouldContain($"by {MonthlySummary.Program}");
        var subgroups = Text(archive, "subgroups.csv").Split("\r\n");
        subgroups[0].ShouldStartWith("Model,Subgroup,Group,Suppressed because,Volume left out because,Encounters,Patients,Intervals,Flag rate,\"Flag rate, low\"");
        subgroups[1].ShouldStartWith("small,All,All patients,,,1240,,");
        subgroups.ShouldContain(line => line.StartsWith("small,race=Unknown,Race: Unknown,\"1 to 10 patients, or 1 to 10 in one of its counts\",,,,,", StringComparison.Ordinal));
        Text(archive, "rules.csv").Split("\r\n")[..2].ShouldBe(
        [
            "Model,Rule,Rule name,Metric,Agreed,Window in days,Severity,Clinical justification,Justified on",
            "small,sens-floor,Sensitivity floor,Sensitivity,at least 50 %,28,Medium,No clinical justification is recorded for this limit.,",
        ]);
        Text(archive, "held-days.csv").Split("\r\n")[1].ShouldBe("small,2026-05-09,it lost more than a fifth of its rows,2026-05-10T02:00:00Z,12,40");
    }

    [Fact]
    public async Task Workbook_OpenedAgain_HasTypedCellsAndFrozenHeaders()
    {
        await _database.FillAsync();
        var summary = await _database.ReadAsync("2026-05");

        using var document = SpreadsheetDocument.Open(await BytesAsync(summary, SummaryFiles.WriteWorkbookAsync), isEditable: false);

        new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri}: {error.Description}").ShouldBeEmpty();
        var book = document.WorkbookPart!;
        var sheets = book.Workbook!.Sheets!.Elements<Sheet>().ToArray();
        sheets.Select(sheet => sheet.Name!.Value).ShouldBe(Tables);
        foreach (var sheet in sheets)
        {
            var pane = Sheet(book, sheet.Name!).SheetViews!.GetFirstChild<SheetView>()!.Pane!;
            (pane.State!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value).ShouldBe((PaneStateValues.Frozen, 1, "A2"));
        }

        var all = Row(book, "Subgroups", 2);
        Column(book, "Subgroups", "Group").ShouldBe(2);
        TextOf(all[2]).ShouldBe("All patients");
        var encounters = all[Column(book, "Subgroups", "Encounters")];
        (encounters.DataType, encounters.CellValue!.Text, FormatOf(book, encounters)).ShouldBe((null, "1240", 3u));
        var rate = all[Column(book, "Subgroups", "Flag rate")];
        double.Parse(rate.CellValue!.Text, CultureInfo.InvariantCulture).ShouldBe(SummaryHospital.InMay.Count(row => row.Score >= 0.5) / 1240.0, 1e-15);
        CodeOf(book, rate).ShouldBe("0.0%");
        var day = Row(book, "Held days", 2)[Column(book, "Held days", "Day")];
        DateTime.FromOADate(double.Parse(day.CellValue!.Text, CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2026, 5, 9));
        CodeOf(book, day).ShouldBe("yyyy-mm-dd");
        var moment = Row(book, "Alerts", 3)[Column(book, "Alerts", "Acknowledged at (UTC)")];
        DateTime.FromOADate(double.Parse(moment.CellValue!.Text, CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2026, 5, 12, 2, 0, 0), TimeSpan.FromSeconds(1));
        CodeOf(book, moment).ShouldBe("yyyy-mm-dd hh:mm");
    }

    [Fact]
    public async Task Files_OfTheSameContent_HaveTheSameBytes()
    {
        await _database.FillAsync();
        var summary = await _database.ReadAsync("2026-05");
        var again = (await _database.NewReader().ReadAsync(summary.Month, summary.ModelKey, null, TestContext.Current.CancellationToken))!;

        foreach (var write in new Func<MonthlySummary, Stream, CancellationToken, Task>[] { SummaryFiles.WriteZipAsync, SummaryFiles.WriteWorkbookAsync })
            Convert.ToHexString((await BytesAsync(again, write)).ToArray()).ShouldBe(Convert.ToHexString((await BytesAsync(summary, write)).ToArray()), write.Method.Name);
    }

    [Fact]
    public async Task Zip_OfAModelWithOtherIntervals_HasThemAndSaysSo()
    {
        await _database.FillAsync(ConfidenceLevel.Of(0.9));
        var summary = await _database.ReadAsync("2026-05");

        using var archive = new ZipArchive(await BytesAsync(summary, SummaryFiles.WriteZipAsync));

        var rows = CsvLines.Read(Encoding.UTF8.GetBytes(Text(archive, "subgroups.csv")));
        var all = rows[0];
        all["Intervals"].ShouldBe("90 % interval");
        var flagged = Number(all, "Flag rate") * Number(all, "Flag rate, of");
        var interval = Wilson.Interval(Math.Round(flagged), Number(all, "Flag rate, of"), ConfidenceLevel.Of(0.9).Z);
        Number(all, "Flag rate, low").ShouldBe(interval.Low!.Value, 1e-9);
        Number(all, "Flag rate, high").ShouldBe(interval.High!.Value, 1e-9);
        rows.Where(row => row["Suppressed because"].Length > 0).ShouldAllBe(row => row["Intervals"] == "");
        Text(archive, "method.csv").ShouldContain("Intervals,\"90 %. Proportions: Wilson");
        Text(archive, "README.txt").Replace('\u00A0', ' ').ShouldContain("Intervals are of 90 %. Verdicts do not depend on this level: they go by 95 %, one-sided 0.025");

        // Alerts were opened while the model's intervals were of 95 %.
        CsvLines.Read(Encoding.UTF8.GetBytes(Text(archive, "alerts.csv"))).Where(row => row["Value"].Length > 0).ShouldAllBe(row => row["Interval"] == "95 % interval");
        Text(archive, "about.csv").ShouldNotContain("(95 % interval");

        static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Notes_OfModelsThatDiffer_NameTheLevelOfEach()
    {
        await _database.FillAsync();
        var summary = await _database.ReadAsync("2026-05");
        var model = summary.Models[0];
        ModelMonth Of(string name, double level) => model with { Name = name, Definition = model.Definition! with { Confidence = ConfidenceLevel.Of(level) } };

        var notes = SummaryNotes.Of(summary with { Models = [Of("Sepsis", 0.9), Of("Triage", 0.95), Of("Risk", 0.95)] });

        notes.Single(note => note.Title == "Intervals").Text.Replace('\u00A0', ' ').ShouldStartWith("90 % for Sepsis, 95 % for the others. Proportions: Wilson.");
        SummaryNotes.Of(summary).Single(note => note.Title == "Intervals").Text.Replace('\u00A0', ' ').ShouldStartWith("95 %. Proportions: Wilson.");
    }

    [Fact]
    public async Task Fleet_HasTheRowsOfEveryModelUnderItsKey()
    {
        await _database.FillAsync();

        var fleet = await _database.ReadAsync("2026-05", null);

        fleet.FileName.ShouldBe("summary-2026-05-all-models");
        using var archive = new ZipArchive(await BytesAsync(fleet, SummaryFiles.WriteZipAsync));
        Text(archive, "README.txt").ShouldContain("Monthly summary: May 2026, all models");
        Text(archive, "subgroups.csv").Split("\r\n").Skip(1).Where(line => line.Length > 0).ShouldAllBe(line => line.StartsWith("small,", StringComparison.Ordinal));
    }

    private static async Task<MemoryStream> BytesAsync(MonthlySummary summary, Func<MonthlySummary, Stream, CancellationToken, Task> write)
    {
        var file = new MemoryStream();
        await write(summary, file, TestContext.Current.CancellationToken);
        file.Position = 0;
        return file;
    }

    private static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Worksheet Sheet(WorkbookPart book, string name) =>
        ((WorksheetPart)book.GetPartById(book.Workbook!.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == name).Id!.Value!)).Worksheet!;

    private static Cell[] Row(WorkbookPart book, string sheet, uint row) => [.. Sheet(book, sheet).GetFirstChild<SheetData>()!.Elements<Row>().Single(found => found.RowIndex! == row).Elements<Cell>()];

    private static int Column(WorkbookPart book, string sheet, string heading) => Array.FindIndex(Row(book, sheet, 1), cell => TextOf(cell) == heading);

    private static string TextOf(Cell cell) => cell.InlineString!.InnerText;

    private static uint FormatOf(WorkbookPart book, Cell cell) =>
        book.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value;

    private static string CodeOf(WorkbookPart book, Cell cell) =>
        book.WorkbookStylesPart!.Stylesheet!.NumberingFormats!.Elements<NumberingFormat>().Single(format => format.NumberFormatId! == FormatOf(book, cell)).FormatCode!.Value!;
}

using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>The governance committee takes last month away.</summary>
[Collection(DemoCollection.Name)]
public sealed class ExportStory(DemoHospital demo)
{
    private const int LargestSmallCell = 10;

    private static readonly string[] Sheets = ["About", "Models", "Subgroups", "Rules", "Verdicts", "Alerts", "Drift", "Refused rows", "Unknown attributes", "Held days", "Method"];

    [Fact]
    public async Task LastMonth_AsWorkbook_TakesAtMostThreeClicksAndHasTypedCellsWithoutSmallOnes()
    {
        using var folder = new TemporaryFolder();
        await using var visit = await demo.VisitAsync("Governance");
        await visit.CountClicksAsync();
        await visit.GoAsync("/");

        await visit.Link("Summaries").ClickAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("XLSX of May 2026, All models").ClickAsync());

        (await visit.ClicksAsync()).ShouldBeInRange(1, 3);
        download.SuggestedFilename.ShouldBe("summary-2026-05-all-models.xlsx");
        var file = folder.File("summary.xlsx");
        await download.SaveAsAsync(file);
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var book = Workbook.Of(document);
        book.Keys.ShouldBe(Sheets);
        book["Models"].Column("Model").Select(cell => cell.Text).ShouldBe(["icu-mortality", "readmission", "sepsis"], ignoreOrder: true);
        foreach (var sheet in book.Values)
            sheet.IsFrozen.ShouldBeTrue(sheet.Name);
        TypesAreRight(book);
        SmallCellsAreGone(book["Subgroups"]);
        visit.Problems.ShouldBeEmpty();
    }

    private static void TypesAreRight(Dictionary<string, Sheet> book)
    {
        book["Models"].Column("Encounters").ShouldAllBe(cell => cell.IsNumber && cell.Number > 0 && double.IsInteger(cell.Number));
        var days = book["Models"].Column("Encounters from");
        days.ShouldAllBe(cell => cell.IsNumber && cell.Format == "yyyy-mm-dd" && DateTime.FromOADate(cell.Number) == new DateTime(2026, 5, 1));
        var moments = book["Alerts"].Column("Opened at (UTC)");
        moments.ShouldNotBeEmpty();
        moments.ShouldAllBe(cell => cell.IsNumber && cell.Format.Contains("hh:mm", StringComparison.Ordinal));
        var shares = book["Subgroups"].Column("Sensitivity").Where(cell => !cell.IsEmpty).ToList();
        shares.Count.ShouldBeGreaterThan(20);
        shares.ShouldAllBe(cell => cell.IsNumber && cell.Number >= 0 && cell.Number <= 1 && cell.Format.Contains('%', StringComparison.Ordinal));
        book["Subgroups"].Column("Group").ShouldAllBe(cell => !cell.IsNumber && cell.Text.Length > 0);
    }

    private static void SmallCellsAreGone(Sheet sheet)
    {
        foreach (var name in new[] { "Encounters", "Patients" })
            sheet.Column(name).ShouldNotContain(cell => cell.IsNumber && cell.Number > 0 && cell.Number <= LargestSmallCell, name);
        foreach (var name in sheet.Headers.Where(header => header.EndsWith(", of", StringComparison.Ordinal)))
            sheet.Column(name).ShouldNotContain(cell => cell.IsNumber && cell.Number > 0 && cell.Number <= LargestSmallCell, name);
        var reasons = sheet.Column("Suppressed because");
        var suppressed = Enumerable.Range(0, reasons.Count).Where(row => !reasons[row].IsEmpty).ToList();
        suppressed.ShouldNotBeEmpty("The demo has groups with small cells.");
        foreach (var row in suppressed)
            sheet.Column("Sensitivity")[row].IsEmpty.ShouldBeTrue(sheet.Column("Group")[row].Text);
    }

    private static class Workbook
    {
        public static Dictionary<string, Sheet> Of(SpreadsheetDocument document)
        {
            var part = document.WorkbookPart!;
            return part.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToDictionary(
                sheet => sheet.Name!.Value!, sheet => new Sheet(sheet.Name!.Value!, ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet!, part.WorkbookStylesPart!.Stylesheet!), StringComparer.Ordinal);
        }
    }

    private sealed class Sheet(string name, Worksheet sheet, Stylesheet styles)
    {
        private readonly List<List<Value>> _rows = [.. sheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => Read(cell, styles)).ToList())];

        public string Name => name;

        public IEnumerable<string> Headers => _rows[0].Select(cell => cell.Text);

        public bool IsFrozen => sheet.Descendants<Pane>().Any(pane => pane.State?.Value == PaneStateValues.Frozen && pane.VerticalSplit?.Value >= 1);

        public IReadOnlyList<Value> Column(string header)
        {
            var index = _rows[0].FindIndex(cell => cell.Text == header);
            index.ShouldBeGreaterThanOrEqualTo(0, $"{name} has a column {header}");
            return [.. _rows.Skip(1).Select(row => row[index])];
        }

        private static Value Read(Cell cell, Stylesheet styles)
        {
            if (cell.InlineString is { } text)
                return new Value(text.InnerText, false, 0, "");
            if (cell.CellValue is not { } value)
                return new Value("", false, 0, "");
            var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0)).NumberFormatId!.Value;
            var code = styles.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(entry => entry.NumberFormatId!.Value == format)?.FormatCode?.Value ?? $"built-in {format}";
            return new Value(value.Text, true, double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture), code);
        }
    }

    private sealed record Value(string Text, bool IsNumber, double Number, string Format)
    {
        public bool IsEmpty => Text.Length == 0;
    }
}

using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EquityMonitor.Reporting.Tables;

namespace EquityMonitor.Reporting.Tests.Tables;

public sealed class TableWorkbookTests
{
    private static readonly DateTime Created = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData(" +cmd")]
    public async Task Text_ThatLooksLikeAFormula_StaysTextAndIsMarked(string text)
    {
        using var document = await OpenAsync(new DataTable("T", [DataColumn.Text("A")], [[text]]));

        var cell = Cells(document).Last();
        cell.DataType!.Value.ShouldBe(CellValues.InlineString);
        cell.CellFormula.ShouldBeNull();
        cell.InlineString!.InnerText.ShouldBe(text);
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).QuotePrefix!.Value.ShouldBeTrue();
    }

    [Fact]
    public async Task Text_WithCharactersThatXmlForbids_IsWrittenWithoutThem()
    {
        using var document = await OpenAsync(new DataTable("T", [DataColumn.Text("A")], [["a\u0001b \uD83D\uDE00"]]));

        Cells(document).Last().InlineString!.InnerText.ShouldBe("ab \uD83D\uDE00");
    }

    [Fact]
    public async Task Null_IsAnEmptyCellAndColumnsHaveWidths()
    {
        using var document = await OpenAsync(new DataTable("T", [DataColumn.Text("A"), DataColumn.Count("Number of things")], [[new string('x', 40), null], ["y", 3L]]));

        var cells = Cells(document);
        cells[3].CellValue.ShouldBeNull();
        cells[5].CellValue!.Text.ShouldBe("3");
        var widths = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.GetFirstChild<Columns>()!.Elements<Column>().Select(column => column.Width!.Value).ToArray();
        widths.ShouldBe([42, 9]);
    }

    [Fact]
    public async Task Table_WithoutRows_IsAHeaderAlone()
    {
        using var document = await OpenAsync(new DataTable("T", [DataColumn.Text("A")], []));

        Cells(document).ShouldHaveSingleItem().InlineString!.InnerText.ShouldBe("A");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("12345678901234567890123456789012")]
    public async Task Name_ThatIsNoNameOfASheet_IsRefused(string name)
    {
        using var stream = new MemoryStream();
        await Should.ThrowAsync<ArgumentException>(() => TableWorkbook.WriteAsync([new DataTable(name, [], [])], "t", Created, stream, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Name_Twice_IsRefused()
    {
        using var stream = new MemoryStream();
        await Should.ThrowAsync<ArgumentException>(() => TableWorkbook.WriteAsync([new DataTable("A", [], []), new DataTable("a", [], [])], "t", Created, stream, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancelled_WritesNothing()
    {
        using var stream = new MemoryStream();
        await Should.ThrowAsync<OperationCanceledException>(() => TableWorkbook.WriteAsync([new DataTable("A", [DataColumn.Text("A")], [])], "t", Created, stream, new CancellationToken(canceled: true)));
        stream.Length.ShouldBe(0);
    }

    private static async Task<SpreadsheetDocument> OpenAsync(DataTable table)
    {
        var stream = new MemoryStream();
        await TableWorkbook.WriteAsync([table], "t", Created, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        return SpreadsheetDocument.Open(stream, isEditable: false);
    }

    private static Cell[] Cells(SpreadsheetDocument document) => [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>()];
}

using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EquityMonitor.Reporting.Tables;

/// <summary>
/// Tables as an XLSX workbook: a sheet each, numbers as numbers, days and moments as dates, frozen header rows. Texts are never formulas; one that could be taken for
/// one when it is edited is marked as text. The same content gives the same bytes.
/// </summary>
public static class TableWorkbook
{
    /// <summary>What Excel permits in the name of a sheet.</summary>
    private const int LongestSheetName = 31;

    /// <summary>What Excel permits in a cell.</summary>
    private const int LongestText = 32_767;

    /// <param name="tables">Each becomes a sheet of its name.</param>
    /// <param name="title">In the properties of the file.</param>
    /// <param name="created">In the properties of the file; UTC.</param>
    /// <param name="stream">Written from its position; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="ArgumentException">A name is no name of a sheet, or occurs twice.</exception>
    public static async Task WriteAsync(IReadOnlyList<DataTable> tables, string title, DateTime created, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Check(tables);
        using var package = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            WriteProperties(document, title, created);
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = WorkbookStyles.Create();
            var sheets = new Sheets();
            for (var i = 0; i < tables.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var id = string.Create(CultureInfo.InvariantCulture, $"sheet{i + 1}");
                book.AddNewPart<WorksheetPart>(id).Worksheet = SheetOf(tables[i], isFirst: i == 0);
                sheets.Append(new Sheet { Id = id, SheetId = (uint)i + 1, Name = tables[i].Name });
            }

            book.Workbook = new Workbook(sheets);
        }

        await WithoutTimesAsync(package, stream, cancellationToken);
    }

    /// <summary>By hand: the package's own properties go into a part whose name is drawn at random.</summary>
    private static void WriteProperties(SpreadsheetDocument document, string title, DateTime created)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var part = document.AddCoreFilePropertiesPart();
        document.ChangeIdOfPart(part, "properties");
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        new XDocument(new XElement(
            core + "coreProperties",
            new XElement(dc + "title", Permitted(title)),
            new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), new XAttribute(XNamespace.Xmlns + "dcterms", terms), created.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))))
            .Save(stream);
    }

    private static void Check(IReadOnlyList<DataTable> tables)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in tables.Select(table => table.Name))
        {
            if (name.Length is 0 or > LongestSheetName || name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) >= 0 || !names.Add(name))
                throw new ArgumentException($"'{name}' cannot be the name of a sheet: 1 to {LongestSheetName} characters, none of []:*?/\\, each name once.", nameof(tables));
        }
    }

    private static Worksheet SheetOf(DataTable table, bool isFirst)
    {
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        var view = new SheetView(pane, new Selection { Pane = PaneValues.BottomLeft }) { WorkbookViewId = 0, TabSelected = isFirst };
        var columns = new Columns(table.Columns.Select((column, index) => new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = WorkbookStyles.Width(column, table.Rows.Select(row => row[index])),
            CustomWidth = true,
        }));
        var data = new SheetData(new Row(table.Columns.Select(column => TextCell(column.Name, WorkbookStyles.Header))) { RowIndex = 1 });
        for (var i = 0; i < table.Rows.Count; i++)
            data.Append(new Row(table.Columns.Zip(table.Rows[i], CellOf)) { RowIndex = (uint)i + 2 });
        return new Worksheet(new SheetViews(view), columns, data);
    }

    private static Cell CellOf(DataColumn column, object? value) => value switch
    {
        null => new Cell(),
        string text => TextCell(text, CsvText.Safe(text) == text ? WorkbookStyles.Text : WorkbookStyles.QuotedText),
        DateOnly day => NumberCell(day.ToDateTime(TimeOnly.MinValue).ToOADate(), WorkbookStyles.Day),
        DateTime moment => NumberCell(moment.ToOADate(), WorkbookStyles.Moment),
        IConvertible number => NumberCell(number.ToDouble(CultureInfo.InvariantCulture), WorkbookStyles.Of(column.Kind)),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A cell holds a text, a number, a day or a moment."),
    };

    private static Cell TextCell(string text, uint style)
    {
        var kept = new Text(Permitted(text)) { Space = SpaceProcessingModeValues.Preserve };
        return new Cell(new InlineString(kept)) { DataType = CellValues.InlineString, StyleIndex = style };
    }

    private static Cell NumberCell(double number, uint style) => new(new CellValue(number.ToString("R", CultureInfo.InvariantCulture))) { StyleIndex = style };

    /// <summary>Control characters are no XML; whatever a source put into a value must not break the file.</summary>
    private static string Permitted(string text)
    {
        var kept = text.Any(character => !XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character))
            ? string.Concat(text.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)))
            : text;
        return kept.Length <= LongestText ? kept : kept[..LongestText];
    }

    /// <summary>The package says when each of its parts was written; here the parts go into an archive that does not.</summary>
    private static async Task WithoutTimesAsync(MemoryStream package, Stream stream, CancellationToken cancellationToken)
    {
        package.Position = 0;
        using var buffer = new MemoryStream();
        using (var from = new ZipArchive(package, ZipArchiveMode.Read))
        using (var to = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Readers that stream expect the list of content types first; in ordinal order its bracket stands behind capital letters only.
            foreach (var part in from.Entries.OrderBy(part => part.FullName != "[Content_Types].xml").ThenBy(part => part.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(part.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = TableArchive.NoTime;
                await using var source = part.Open();
                await using var target = copy.Open();
                await source.CopyToAsync(target, cancellationToken);
            }
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(stream, cancellationToken);
    }
}

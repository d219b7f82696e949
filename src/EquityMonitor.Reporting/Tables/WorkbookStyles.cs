using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EquityMonitor.Reporting.Tables;

/// <summary>How the cells of a workbook look: their numbers stand for the order in <see cref="Create"/>.</summary>
internal static class WorkbookStyles
{
    public const uint Text = 0;
    public const uint Header = 1;
    public const uint Day = 2;
    public const uint Moment = 3;
    public const uint QuotedText = 4;
    private const uint Count = 5;
    private const uint Number = 6;
    private const uint Share = 7;

    private const double Narrowest = 9;
    private const double Widest = 70;
    private const uint DayFormat = 164;
    private const uint MomentFormat = 165;
    private const uint NumberFormat = 166;
    private const uint ShareFormat = 167;

    /// <summary>Built in: thousands apart, no decimals.</summary>
    private const uint CountFormat = 3;

    public static uint Of(DataKind kind) => kind switch
    {
        DataKind.Count => Count,
        DataKind.Share => Share,
        _ => Number,
    };

    /// <summary>So that the texts can be read without dragging; long ones wrap.</summary>
    public static double Width(DataColumn column, IEnumerable<object?> cells)
    {
        var widest = column.Kind switch
        {
            DataKind.Text => cells.Select(cell => (cell as string)?.Length ?? 0).DefaultIfEmpty().Max() + 2,
            DataKind.Day => 12,
            DataKind.Moment => 18,
            _ => Narrowest,
        };

        // Headings wrap at words: the longest of them must fit.
        var heading = column.Name.Split(' ').Max(word => word.Length) + 3;
        return Math.Clamp(Math.Max(widest, heading), Narrowest, Widest);
    }

    public static Stylesheet Create() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" },
            new NumberingFormat { NumberFormatId = MomentFormat, FormatCode = "yyyy-mm-dd hh:mm" },
            new NumberingFormat { NumberFormatId = NumberFormat, FormatCode = "0.0##" },
            new NumberingFormat { NumberFormatId = ShareFormat, FormatCode = "0.0%" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE9EEF3" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(0, wrap: true),
            Format(0, font: 1, fill: 2, wrap: true),
            Format(DayFormat),
            Format(MomentFormat),
            Format(0, wrap: true, quote: true),
            Format(CountFormat),
            Format(NumberFormat),
            Format(ShareFormat)));

    private static CellFormat Format(uint number, uint font = 0, uint fill = 0, bool wrap = false, bool quote = false)
    {
        var format = new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wrap })
        {
            NumberFormatId = number,
            FontId = font,
            FillId = fill,
            BorderId = 0,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = font != 0,
            ApplyFill = fill != 0,
            ApplyAlignment = true,
        };
        if (quote)
            format.QuotePrefix = BooleanValue.FromBoolean(true);
        return format;
    }
}

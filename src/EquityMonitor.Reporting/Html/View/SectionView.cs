using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>A part of the page: what it comes to in sentences, then charts with their tables.</summary>
/// <param name="Id">Anchor of the section.</param>
/// <param name="Lead">Empty where there is nothing to say.</param>
/// <param name="Missing">Why there are no figures; null when there are.</param>
public sealed record SectionView(string Id, string Title, IReadOnlyList<string> Lead, string? Missing, IReadOnlyList<SectionBlock> Blocks)
{
    /// <summary>False where it is not there since nobody asked for it.</summary>
    public bool IsAsked { get; init; } = true;

    /// <summary>A section without figures.</summary>
    public static SectionView Without<T>(string id, string title, AuditPart<T> part) => new(id, title, [], MissingWords.Of(part), []) { IsAsked = part is not AuditPart<T>.NotAsked };
}

public abstract record SectionBlock
{
    private SectionBlock()
    {
    }

    /// <param name="Views">Side by side where there is room.</param>
    public sealed record Charts(IReadOnlyList<LineChartView> Views) : SectionBlock;

    /// <summary>One small chart for each group, on the same axes.</summary>
    /// <param name="Legend">Of the lines that all of them have.</param>
    public sealed record Panels(string Title, string Description, IReadOnlyList<LineChartView> Views, IReadOnlyList<ChartLine> Legend, string Guide) : SectionBlock;

    public sealed record Table(TableView View) : SectionBlock;

    /// <param name="Views">Small ones, side by side where there is room.</param>
    public sealed record Tables(IReadOnlyList<TableView> Views) : SectionBlock;

    /// <param name="Views">Side by side where there is room.</param>
    public sealed record Bars(IReadOnlyList<BarsView> Views) : SectionBlock;

    public sealed record Note(string Text) : SectionBlock;
}

/// <param name="Note">Below the table; null without one.</param>
public sealed record TableView(string Title, string Description, IReadOnlyList<PlainColumn> Columns, IReadOnlyList<TableLine> Lines)
{
    public string? Note { get; init; }
}

public readonly record struct PlainColumn(string Name, bool IsNumber = true);

/// <param name="Label">Of the row; the first column.</param>
/// <param name="Slot">Of the line that a chart draws for it; null when it draws none.</param>
/// <param name="IsPart">Of the line above it: smaller and set in.</param>
public sealed record TableLine(string Label, IReadOnlyList<TableCell> Cells, int? Slot = null, bool IsPart = false);

/// <param name="Detail">Smaller, below, a line each; null without one.</param>
/// <param name="Verdict">A symbol before it; null without one.</param>
/// <param name="IsClear">In bold: more than chance would explain.</param>
public readonly record struct TableCell(string Text, string? Detail = null, Verdict? Verdict = null, string? VerdictWord = null, bool IsClear = false);

/// <summary>Bars beside their figures, one a row: now as a bar, before as a line across it.</summary>
public sealed record BarsView(string Title, string Description, string RowName, string BeforeName, string NowName, IReadOnlyList<BarLine> Lines);

/// <param name="BeforePosition">Percent of the drawing's width.</param>
public sealed record BarLine(string Label, double BeforePosition, double NowPosition, string Before, string Now);

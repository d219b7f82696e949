using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>By which column a heat table is sorted. In an address a leading minus says descending.</summary>
/// <param name="Column">"group", "scored" or the key of a metric.</param>
public sealed record HeatSort(string Column, bool Descending)
{
    public const string Group = "group";
    public const string Scored = "scored";

    /// <summary>Null for text that names no column.</summary>
    public static HeatSort? Parse(string? text)
    {
        var column = text?.TrimStart('-');
        return column is Group or Scored || (column is not null && Metric.Find(column) is not null) ? new HeatSort(column, text!.StartsWith('-')) : null;
    }

    /// <summary>What pressing a heading does: first the worst (the largest group, the first name) on top, then the other way round, then by dimension as at first.</summary>
    public static HeatSort? Next(HeatSort? now, string column)
    {
        var first = new HeatSort(column, column == Scored || (Metric.Find(column) is { } metric && metric.Better is BetterDirection.Lower or BetterDirection.Target));
        return now?.Column != column ? first : now == first ? first with { Descending = !first.Descending } : null;
    }

    /// <summary>For the heading of a column.</summary>
    public static string? Aria(HeatSort? now, string column) => now?.Column != column ? "none" : now.Descending ? "descending" : "ascending";

    public override string ToString() => Descending ? $"-{Column}" : Column;
}

using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Reporting.Suppression;

/// <summary>
/// Decides which subgroups a released document must leave out, and why.
/// <para>Primary: a subgroup with 1 to 10 patients (<see cref="SmallCount"/> may be set higher), or as many true positives, false positives, false negatives or true negatives. Zero may be shown.</para>
/// <para>Complementary: a line is the subgroups that differ in one dimension only (a whole dimension, or a row or column of a pair table); together they
/// make up the line's total, the subgroup without that dimension. If exactly one of a line is suppressed, or the suppressed ones add up to so few of
/// any count, the next smallest by patients is suppressed too, ties by name. If the total is suppressed and none of its line is, the smallest of the
/// line is, since adding up the line would give the total; if the suppressed ones are the whole line, and one alone or small together, the total is
/// suppressed, since it would give them away. This is repeated until nothing changes.</para>
/// <para>Assumes that each line is complete: "Unknown" is a value, and only subgroups without encounters are missing. A document that shows a choice of pairs
/// gives the others of their lines as cells that are not released.</para>
/// <para>Source: CMS cell size suppression policy (cells of 1 to 10); Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001.</para>
/// </summary>
public sealed class SmallCellSuppression
{
    private readonly string _whole;
    private readonly Func<string, string> _nameOf;

    /// <param name="whole">What All is called when it is small itself.</param>
    /// <param name="nameOf">What a dimension is called, by its column; null for the column itself.</param>
    public SmallCellSuppression(string whole = "the whole file", Func<string, string>? nameOf = null)
    {
        _whole = whole;
        _nameOf = nameOf ?? (column => column);
    }

    /// <summary>The released subgroups to leave out, each with its reason in words.</summary>
    public IReadOnlyDictionary<SubgroupKey, string> Decide(IReadOnlyCollection<SmallCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var reasons = new Dictionary<SubgroupKey, string>();
        if (cells.Any(cell => cell.Key.Order == 0 && cell.IsSmall))
            return cells.Where(cell => cell.Released).ToDictionary(cell => cell.Key, _ => $"{_whole} has {SmallWords}");

        foreach (var cell in cells.Where(cell => cell.Released && cell.IsSmall))
            reasons[cell.Key] = SmallWords;
        var lines = Lines(cells);
        bool changed;
        do
        {
            changed = false;
            foreach (var line in lines)
                changed |= Protect(line, reasons);
        }
        while (changed);

        return reasons;
    }

    /// <summary>Why a group is suppressed that is small itself.</summary>
    public static string SmallWords => $"{SmallCount.Range} patients, or {SmallCount.Range} in one of its counts";

    private bool Protect(Line line, Dictionary<SubgroupKey, string> reasons)
    {
        var changed = false;
        while (Exposed(line, reasons) is { } why)
        {
            if (line.SmallestFirst.FirstOrDefault(cell => cell.Released && !reasons.ContainsKey(cell.Key)) is { } next)
                reasons[next.Key] = why;
            else if (line.Total.Order > 0 && reasons.TryAdd(line.Total, $"the only line of {_nameOf(line.Dimension)} that would add up to a suppressed subgroup"))
                return true;
            else
                return changed;
            changed = true;
        }

        return changed;
    }

    private string? Exposed(Line line, Dictionary<SubgroupKey, string> reasons)
    {
        var hidden = line.SmallestFirst.Where(cell => !cell.Released || reasons.ContainsKey(cell.Key)).ToArray();
        return hidden.Length switch
        {
            0 when reasons.ContainsKey(line.Total) => $"with it, the values of {_nameOf(line.Dimension)} would add up to a suppressed subgroup",
            0 => null,
            1 when !hidden[0].Released && !hidden[0].IsSmall => null,
            1 => $"so that a small group of {_nameOf(line.Dimension)} cannot be worked out",
            _ when SmallCell.Sum(line.Total, hidden).IsSmall => $"so that the suppressed values of {_nameOf(line.Dimension)} do not add up to a small group",
            _ => null,
        };
    }

    private static Line[] Lines(IReadOnlyCollection<SmallCell> cells) => cells
        .SelectMany(cell => cell.Key.Parts.Select(part => (cell, dimension: part.Key, total: Without(cell.Key, part.Key))))
        .GroupBy(member => (member.total, member.dimension), member => member.cell)
        .OrderBy(line => line.Key.total)
        .ThenBy(line => line.Key.dimension, StringComparer.Ordinal)
        .Select(line => new Line(line.Key.total, line.Key.dimension, [.. line.OrderBy(cell => cell.Patients).ThenBy(cell => cell.Key)]))
        .ToArray();

    private static SubgroupKey Without(SubgroupKey key, string dimension) =>
        SubgroupKey.Of(key.Parts.Where(part => !string.Equals(part.Key, dimension, StringComparison.Ordinal)));

    private sealed record Line(SubgroupKey Total, string Dimension, IReadOnlyList<SmallCell> SmallestFirst);
}

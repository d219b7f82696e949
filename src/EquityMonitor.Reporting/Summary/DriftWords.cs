using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Summary;

/// <summary>What the drift of a month comes to. A group that is suppressed has not stayed: nothing is said of it.</summary>
public static class DriftWords
{
    /// <summary>How many moved, of how many that may be shown, and who is suppressed.</summary>
    public static string Of(DriftOfMonth drift)
    {
        ArgumentNullException.ThrowIfNull(drift);
        var groups = drift.Lines.Where(line => line.Key.Order > 0).ToList();
        var shown = groups.Where(line => line.Psi is not null).ToList();
        var moved = shown.Count(line => line.Mark != StabilityMarks.Little);
        var suppressed = groups.Where(line => line.IsSuppressed).ToList();
        var first = shown.Count == 0 ? "No group may be shown."
            : $"Of the {Formats.Count(shown.Count, "group", "groups")} that may be shown, {(moved == 0 ? "none" : Formats.Count(moved))} moved more than a little.";
        return suppressed.Count == 0 ? first
            : $"{first} {Formats.Count(suppressed.Count, "group is", "groups are")} suppressed and may have moved: {string.Join("; ", suppressed.Select(line => line.Name))}.";
    }
}

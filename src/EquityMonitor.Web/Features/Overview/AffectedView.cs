using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>How many of a model's patients belong to a group that is below.</summary>
/// <param name="CountsPatients">Otherwise encounters, since patients cannot be linked.</param>
/// <param name="Affected">Null when it is suppressed.</param>
public sealed record AffectedView(int Window, bool CountsPatients, long? Affected, long Total)
{
    public static AffectedView Of(AffectedPatients stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var hidden = !showSmallCells && SmallCells.InPart(stored.Affected, stored.Total);
        return new AffectedView(stored.Window, stored.CountsPatients, hidden ? null : stored.Affected, stored.Total);
    }

    public bool IsSuppressed => Affected is null;

    private string Things => CountsPatients ? "patients" : "encounters";

    /// <summary>"412 of 9,400 patients (4 %)", "none of 9,400 patients", or that the number is suppressed.</summary>
    public string Words => Affected switch
    {
        null => $"a suppressed number of {Things}",
        0 => $"none of {Formats.Count(Total)}{Formats.Space}{Things}",
        { } affected => $"{Formats.Count(affected)} of {Formats.Count(Total)}{Formats.Space}{Things} ({Formats.Percent((double)affected / Total)})",
    };
}

/// <summary>The second line of the overview: whom it concerns, in plain words.</summary>
public static class AffectedSentence
{
    /// <summary>Null when no model is below, or nothing was counted yet.</summary>
    public static string? Of(OverviewView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var below = view.Models.Where(model => model is { Verdict: Verdict.Below, Affected: { IsSuppressed: true } or { Affected: > 0 } }).ToList();
        if (below.Count == 0)
            return null;
        var sameWindow = below.TrueForAll(model => model.Affected!.Window == below[0].Affected!.Window);
        var items = below.Select((model, index) => $"{model.Affected!.Words} scored by {model.Name}{(index > 0 && sameWindow ? null : $" in the last {model.Affected.Window}{Formats.Space}days")}").ToList();
        return $"{Capital(Listed(items))} belong to a group that is below what was agreed.";
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Listed(List<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
}

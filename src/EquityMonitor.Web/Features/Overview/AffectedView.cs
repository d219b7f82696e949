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

    /// <summary>"412 patients (4 %)": without the whole, beside which it stands elsewhere.</summary>
    public string Brief => Affected is { } affected && affected > 0 ? $"{Formats.Count(affected)}{Formats.Space}{Things} ({Formats.Percent((double)affected / Total)})" : Words;
}

/// <summary>The second line of the overview: whom it concerns, in plain words.</summary>
public static class AffectedSentence
{
    /// <summary>Of one model in full, of several without what each card says. Null when no model is below, or nothing was counted yet.</summary>
    public static string? Of(OverviewView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var below = view.Models.Where(model => model is { Verdict: Verdict.Below, Affected: { IsSuppressed: true } or { Affected: > 0 } }).ToList();
        if (below.Count == 0)
            return null;
        if (below is [{ Affected: { } only } single])
            return $"{Formats.Capital(only.Words)} scored by {single.Name} in the last {only.Window}{Formats.Space}days belong to a group that is below what was agreed.";
        var sameWindow = below.TrueForAll(model => model.Affected!.Window == below[0].Affected!.Window);
        var items = below.Select(model => $"{model.Affected!.Brief} of {model.Name}{(sameWindow ? null : $" in {model.Affected.Window}{Formats.Space}days")}").ToList();
        return $"In a group that is below what was agreed{(sameWindow ? $", in the last {below[0].Affected!.Window}{Formats.Space}days" : null)}: {Listed(items)}.";
    }

    private static string Listed(List<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";
}

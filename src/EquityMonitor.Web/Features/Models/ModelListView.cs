using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Every model in one line, those that need attention first. Immutable.</summary>
public sealed record ModelListView(IReadOnlyList<ModelListRow> Models)
{
    /// <summary>The first sentence of the page.</summary>
    public string Lead
    {
        get
        {
            var below = Models.Count(model => model.Verdict == Verdict.Below);
            var watched = Models.Count(model => model.Verdict == Verdict.Watch);
            var models = Models.Count == 1 ? "1 model is watched" : $"{Models.Count} models are watched";
            return Models.Count == 0 ? "No model is watched yet."
                : below > 0 ? $"{models}; {Below(below)} below what was agreed for some of {(below == 1 ? "its" : "their")} patients."
                : watched > 0 ? $"{models}; none is surely below what was agreed, {watched} {(watched == 1 ? "is" : "are")} on watch."
                : Models.All(model => model.Verdict == Verdict.Meets) ? $"{models}, and {(Models.Count == 1 ? "it meets" : "all meet")} what was agreed."
                : $"{models}; none is known to be below what was agreed.";
        }
    }

    private string Below(int below) => (below, Models.Count) switch
    {
        (1, 1) => "it is",
        (1, _) => "1 is",
        (2, 2) => "both are",
        _ when below == Models.Count => $"all {below} are",
        _ => $"{below} are",
    };
}

/// <summary>One model in the list.</summary>
public sealed record ModelListRow
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? Purpose { get; init; }
    public string? Version { get; init; }
    public string? Owner { get; init; }

    /// <summary>Why the stored definition cannot be shown; null as a rule.</summary>
    public string? Problem { get; init; }

    /// <summary>The worst over all rules; null while nothing was judged.</summary>
    public Verdict? Verdict { get; init; }

    public GroupCounts Counts { get; init; } = GroupCounts.None;

    public int OpenAlerts { get; init; }

    /// <summary>Newest as-of day; null while nothing was evaluated.</summary>
    public DateOnly? AsOf { get; init; }
}

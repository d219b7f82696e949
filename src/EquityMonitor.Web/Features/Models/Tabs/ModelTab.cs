using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>The parts of a model's page. A part stands in the list once there can be something to see in it.</summary>
/// <param name="Key">In addresses; empty for the first.</param>
/// <param name="UsesMetric">Whether the choice of a metric changes what it shows.</param>
/// <param name="UsesRange">Whether it shows figures over time.</param>
public sealed record ModelTab(string Key, string Name, bool UsesMetric, bool UsesRange, Func<ModelDefinition, bool> IsFor)
{
    /// <summary>Whether window and as-of day are chosen in it.</summary>
    public bool UsesWindow { get; private init; } = true;

    /// <summary>Whether it shows groups however small, which not every role may see.</summary>
    public bool ShowsSmallCells { get; private init; }

    public static readonly ModelTab Performance = new("", "Performance", true, true, _ => true);
    public static readonly ModelTab Calibration = new("calibration", "Calibration", false, false, _ => true);
    public static readonly ModelTab Drift = new("drift", "Drift", false, true, _ => true);
    public static readonly ModelTab Outcomes = new("outcomes", "Outcomes", true, false, _ => true);
    public static readonly ModelTab Trust = new("trust", "Trust", false, true, definition => definition.Response is not null);
    public static readonly ModelTab LabelAudit = new("label-audit", "Label audit", false, false, definition => definition.Need is not null);

    public static readonly ModelTab Explore = new("explore", "Explore", true, false, _ => true) { UsesWindow = false, ShowsSmallCells = true };

    public static IReadOnlyList<ModelTab> All { get; } = [Performance, Calibration, Drift, Outcomes, Trust, LabelAudit, Explore];

    /// <summary>The tab of an address; the first without one.</summary>
    /// <returns>Null when there is no such tab.</returns>
    public static ModelTab? Find(string? key) => All.FirstOrDefault(tab => string.Equals(tab.Key, key ?? "", StringComparison.Ordinal));
}

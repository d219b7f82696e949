using System.Reflection;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Reporting.Summary;

/// <summary>A released document: one month of one model, or of all models.</summary>
/// <param name="ModelKey">Null for the fleet.</param>
/// <param name="Models">By name; for the fleet, those that have encounters in the month and those that cannot be read.</param>
/// <param name="ProducedAt">UTC.</param>
public sealed record MonthlySummary(CalendarMonth Month, string? ModelKey, IReadOnlyList<ModelMonth> Models, DateTime ProducedAt)
{
    /// <summary>"EquityMonitor 0.1.0, engine 1".</summary>
    public static string Program { get; } = $"EquityMonitor {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}, engine {InputFingerprint.EngineVersion}";

    public bool IsFleet => ModelKey is null;

    /// <summary>Whether there is anything to release.</summary>
    public bool HasFigures => Models.Any(model => model.HasFigures);

    /// <summary>Of the site, or of the first of several.</summary>
    public TimeZoneInfo Zone => Models.Count > 0 ? Models[0].Zone : TimeZoneInfo.Utc;

    /// <summary>"October 2026, 30-day readmission risk", "October 2026, all models".</summary>
    public string Title => IsFleet ? $"{Month.Name}, all models" : $"{Month.Name}, {(Models.Count > 0 ? Models[0].Name : ModelKey)}";

    /// <summary>Of files, without an ending: "summary-2026-10-readmission".</summary>
    public string FileName => $"summary-{Month}-{ModelKey ?? "all-models"}";
}

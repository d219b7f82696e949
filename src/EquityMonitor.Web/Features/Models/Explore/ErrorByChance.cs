using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>A calibration error beside what chance alone would give.</summary>
/// <param name="Of">Of which days and of whom.</param>
/// <param name="Error">Null where there is none.</param>
public sealed record ErrorByChance(object Of, CalibrationError? Error);

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>As much of an alert as choosing and ordering need.</summary>
/// <param name="Opened">The as-of day it opened for.</param>
/// <param name="Owner">Key of the person who acknowledged it; null when nobody did.</param>
/// <param name="ClosedAt">UTC; null while it is open.</param>
public sealed record AlertLine(
    int Id, string ModelKey, string ModelName, string Group, string RuleName, Severity Severity, AlertState State, DateOnly Opened, string? Owner, DateTime? ClosedAt)
{
    public bool IsOpen => AlertStateWords.IsOpen(State);
}

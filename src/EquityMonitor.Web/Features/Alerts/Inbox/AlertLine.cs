using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>As much of an alert as choosing and ordering need.</summary>
/// <param name="Since">While it is open, the day since which the group has been below, as far as is known; of a closed one the as-of day it opened for.</param>
/// <param name="Owner">Key of the person who acknowledged it; null when nobody did.</param>
/// <param name="ClosedAt">UTC; null while it is open.</param>
public sealed record AlertLine(
    int Id, string ModelKey, string ModelName, string Group, string RuleName, Severity Severity, AlertState State, DateOnly Since, string? Owner, DateTime? ClosedAt)
{
    public bool IsOpen => AlertStateWords.IsOpen(State);
}

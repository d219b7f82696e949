using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Alerts;

/// <summary>An alert as a line in a list.</summary>
public sealed record AlertView
{
    public required int Id { get; init; }
    public required string ModelKey { get; init; }
    public required string ModelName { get; init; }
    public required string Subgroup { get; init; }
    public required string RuleName { get; init; }

    /// <summary>Of the rule today; null when the rule no longer judges the subgroup.</summary>
    public required Verdict? Verdict { get; init; }

    public required Severity Severity { get; init; }
    public required AlertState State { get; init; }
    public required Onset Onset { get; init; }

    /// <summary>"for 80 days; alert opened 3 Sep 2026", "judged so for the first time on 29 Jun 2026", "closed after 12 days", by the day at the model's site.</summary>
    public required string SinceWords { get; init; }

    public required Metric? Metric { get; init; }

    /// <summary>What was measured on the day it opened.</summary>
    public required Reading Measured { get; init; }

    /// <summary>"at least 55 %".</summary>
    public required string Limit { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>In the zone of the model's site.</summary>
    public string? AcknowledgedAt { get; init; }

    /// <summary>Who closed it, "EquityMonitor" when the figures did; null where the list does not tell.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>In the zone of the model's site; null while it is open.</summary>
    public string? ClosedAt { get; init; }
}

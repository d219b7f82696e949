using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>What the inbox says in words; pure.</summary>
public static class InboxSentences
{
    /// <summary>"4 alerts are open, 2 not yet acknowledged; the oldest below for 80 days."</summary>
    public static string Lead(InboxTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        if (totals.Open == 0)
            return totals.Closed == 0 ? "No alert has opened yet." : $"No alert is open; {Formats.Count(totals.Closed)} {(totals.Closed == 1 ? "has" : "have")} been closed.";
        var many = totals.Open > 1;
        var waiting = totals.Unacknowledged switch
        {
            0 => many ? ", all of them acknowledged" : ", and acknowledged",
            var none when none == totals.Open => many ? ", none of them acknowledged yet" : ", not yet acknowledged",
            var some => $", {Formats.Count(some)} not yet acknowledged",
        };
        return $"{Formats.Count(totals.Open)} {(many ? "alerts are" : "alert is")} open{waiting}{Age(totals.OldestDays, many)}.";
    }

    /// <summary>"1 to 50 of 312 closed alerts", or that there is none.</summary>
    public static string Shown(AlertSelection selection, AlertFilter filter)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(filter);
        var kind = filter.State switch
        {
            AlertChoice.Open => "open ",
            AlertChoice.Acknowledged => "acknowledged ",
            AlertChoice.Closed => "closed ",
            _ => string.Empty,
        };
        if (selection.Matching == 0)
            return filter.FirstPage() == AlertFilter.Default ? "No open alerts." : "No alert matches these filters.";
        var alerts = $"{kind}{(selection.Matching == 1 ? "alert" : "alerts")}";
        return selection.Pages == 1 ? $"{Formats.Count(selection.Matching)} {alerts}" : $"{Formats.Count(selection.First)} to {Formats.Count(selection.Last)} of {Formats.Count(selection.Matching)} {alerts}";
    }

    private static string Age(int? days, bool many) => days switch
    {
        null => string.Empty,
        <= 0 => many ? "; the oldest below since today" : "; below since today",
        1 => many ? "; the oldest below since yesterday" : "; below since yesterday",
        var count => $"; {(many ? "the oldest " : null)}below for {Formats.Count(count.Value, "day", "days")}",
    };
}

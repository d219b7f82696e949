using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Alerts;

/// <summary>The state of an alert, and how long it was open, in words.</summary>
public static class AlertStateWords
{
    public static string Of(AlertState state) => state switch
    {
        AlertState.Open => "Open",
        AlertState.Acknowledged => "Acknowledged",
        AlertState.Recovered => "Recovered",
        AlertState.Resolved => "Resolved",
        AlertState.Dismissed => "Dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    /// <summary>What the state means, as a sentence.</summary>
    public static string Meaning(AlertState state) => state switch
    {
        AlertState.Open => "Nobody has taken it on yet.",
        AlertState.Acknowledged => "Somebody has taken it on; it stays open until it is resolved, dismissed, or the figures recover.",
        AlertState.Recovered => "Closed by the figures: all of a full window of later data met what was agreed.",
        AlertState.Resolved => "Closed by a person: dealt with.",
        AlertState.Dismissed => "Closed by a person: not a problem, for the reason given.",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static bool IsOpen(AlertState state) => state is AlertState.Open or AlertState.Acknowledged;

    /// <summary>"closed after 12 days", "closed on the day it opened"; null while it is open. By the days of the figures where these closed it, else by those on which it was opened and closed.</summary>
    public static string? ClosedAfter(Alert alert, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (alert.ClosedFor is { } recovered)
            return After(alert.OpenedFor, recovered);
        return alert.ClosedAt is { } closed ? After(AlertViews.Day(alert.OpenedAt, zone), AlertViews.Day(closed, zone)) : null;
    }

    private static string After(DateOnly opened, DateOnly closed) =>
        closed <= opened ? "closed on the day it opened" : $"closed after {Formats.Count(closed.DayNumber - opened.DayNumber, "day", "days")}";
}

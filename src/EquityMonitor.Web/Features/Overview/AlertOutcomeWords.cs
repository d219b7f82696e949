using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>What to tell a person whose click met something unexpected.</summary>
public static class AlertOutcomeWords
{
    /// <summary>Null when it was done as asked.</summary>
    public static string? Of(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.Done => null,
        AlertOutcome.AlreadyDone already => $"{already.By} had acknowledged it on {At(already.At)}; nothing more was recorded.",
        AlertOutcome.Closed closed => $"This alert is closed: {Closing(closed)}. Nothing was recorded.",
        AlertOutcome.Changed changed => $"{changed.By ?? "Someone"} changed this alert meanwhile. Look again before you act.",
        AlertOutcome.NotFound => "This alert is no longer there.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Closing(AlertOutcome.Closed closed)
    {
        var how = closed.State switch
        {
            AlertState.Recovered => "the figures recovered",
            AlertState.Resolved => $"resolved by {closed.By ?? "someone"}",
            _ => $"dismissed by {closed.By ?? "someone"}",
        };
        return closed.At is { } at ? $"{how} on {At(at)}" : how;
    }

    private static string At(DateTime utc) => $"{Formats.Moment(utc, TimeZoneInfo.Utc)} UTC";
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Alerts;

/// <summary>What to tell a person whose click met something unexpected.</summary>
public static class AlertOutcomeWords
{
    /// <summary>Null when it was done as asked.</summary>
    /// <param name="outcome">What became of the click.</param>
    /// <param name="zone">Of the model's site; null where it is not known, for UTC.</param>
    public static string? Of(AlertOutcome outcome, TimeZoneInfo? zone = null) => outcome switch
    {
        AlertOutcome.Done => null,
        AlertOutcome.AlreadyDone already => $"{already.By} had acknowledged it on {At(already.At, zone)}; nothing more was recorded.",
        AlertOutcome.Closed closed => $"This alert is closed: {Closing(closed, zone)}. Nothing was recorded.",
        AlertOutcome.Changed changed => $"{changed.By ?? "Someone"} changed this alert{(changed.At is { } at ? $" on {At(at, zone)}" : " meanwhile")}. Nothing was recorded. Look again before you act.",
        AlertOutcome.NotFound => "This alert is no longer there.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Closing(AlertOutcome.Closed closed, TimeZoneInfo? zone)
    {
        var how = closed.State switch
        {
            AlertState.Recovered => "the figures recovered",
            AlertState.Resolved => $"resolved by {closed.By ?? "someone"}",
            _ => $"dismissed by {closed.By ?? "someone"}",
        };
        return closed.At is { } at ? $"{how} on {At(at, zone)}" : how;
    }

    private static string At(DateTime utc, TimeZoneInfo? zone) => zone is null ? $"{Formats.Moment(utc, TimeZoneInfo.Utc)} UTC" : Formats.Moment(utc, zone);
}

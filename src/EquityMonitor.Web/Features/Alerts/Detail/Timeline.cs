using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>Everything that anyone did about an alert, in words; pure.</summary>
public static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(Alert alert, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return
        [
            .. alert.Actions.OrderBy(action => action.At).ThenBy(action => action.Id)
                .Select(action => new TimelineEntry(action.Id, action.Kind, Formats.Moment(action.At, zone), action.Who, What(action.Kind, alert), action.Comment)),
        ];
    }

    private static string What(AlertActionKind kind, Alert alert) => kind switch
    {
        AlertActionKind.Opened => $"opened this alert for the figures as of {Formats.Date(alert.OpenedFor)}",
        AlertActionKind.Acknowledged => "acknowledged it",
        AlertActionKind.Commented => "commented",
        AlertActionKind.Recovered => alert.ClosedFor is { } day ? $"closed it: the figures had recovered as of {Formats.Date(day)}" : "closed it: the figures had recovered",
        AlertActionKind.Resolved => "resolved it",
        AlertActionKind.Dismissed => "dismissed it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown action."),
    };
}

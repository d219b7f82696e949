using EquityMonitor.Monitoring.Alerts;

namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>The alerts of one page of the inbox.</summary>
/// <param name="Alerts">Numbers, in order.</param>
/// <param name="Matching">How many there are on all pages.</param>
/// <param name="Page">From 1; the last one when the address asks for a later one.</param>
public sealed record AlertSelection(IReadOnlyList<int> Alerts, int Matching, int Page, int Pages)
{
    public const int PageSize = 50;

    /// <summary>Number of the first alert of the page among the matching ones, from 1; 0 when there is none.</summary>
    public int First => Alerts.Count == 0 ? 0 : ((Page - 1) * PageSize) + 1;

    public int Last => First + Alerts.Count - (Alerts.Count == 0 ? 0 : 1);

    /// <param name="lines">All alerts.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="person">Key of who looks; null when nobody is named, who then owns nothing.</param>
    /// <param name="now">UTC.</param>
    public static AlertSelection Of(IEnumerable<AlertLine> lines, AlertFilter filter, string? person, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(filter);
        var matching = Sort(lines.Where(line => Matches(line, filter, person, now)), filter.Order).ToList();
        var pages = Math.Max(1, (matching.Count + PageSize - 1) / PageSize);
        var page = Math.Min(filter.Page, pages);
        return new AlertSelection([.. matching.Skip((page - 1) * PageSize).Take(PageSize).Select(line => line.Id)], matching.Count, page, pages);
    }

    public static bool Matches(AlertLine line, AlertFilter filter, string? person, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(filter);
        return (filter.State switch
        {
            AlertChoice.Open => line.IsOpen,
            AlertChoice.Acknowledged => line.State == AlertState.Acknowledged,
            AlertChoice.Closed => !line.IsOpen && (filter.ClosedWithin is not { } days || line.ClosedAt >= now.AddDays(-days)),
            _ => true,
        })
        && (filter.Model is null || string.Equals(filter.Model, line.ModelKey, StringComparison.OrdinalIgnoreCase))
        && (filter.Severity is null || filter.Severity == line.Severity)
        && filter.Owner switch
        {
            AlertOwner.Me => person is not null && string.Equals(line.Owner, person, StringComparison.Ordinal),
            AlertOwner.Nobody => line.Owner is null,
            _ => true,
        }
        && (filter.Text is null || Words(filter.Text).All(word => Contains(line.Group, word) || Contains(line.RuleName, word)));
    }

    private static IOrderedEnumerable<AlertLine> Sort(IEnumerable<AlertLine> lines, AlertOrder order) => order switch
    {
        AlertOrder.Oldest => lines.OrderBy(line => line.Since).ThenByDescending(line => line.Severity).ThenBy(line => line.Id),
        AlertOrder.Newest => lines.OrderByDescending(line => line.Since).ThenByDescending(line => line.Severity).ThenByDescending(line => line.Id),
        AlertOrder.Model => lines.OrderBy(line => line.ModelName, StringComparer.OrdinalIgnoreCase).ThenByDescending(line => line.Severity).ThenBy(line => line.Since).ThenBy(line => line.Id),
        _ => lines.OrderByDescending(line => line.Severity).ThenBy(line => line.Since).ThenBy(line => line.Id),
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

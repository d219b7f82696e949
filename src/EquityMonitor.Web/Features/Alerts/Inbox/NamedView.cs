namespace EquityMonitor.Web.Features.Alerts.Inbox;

/// <summary>A choice under a name, whoever made it.</summary>
public sealed record NamedView(string Name, AlertFilter Filter)
{
    /// <summary>The views that everybody has.</summary>
    public static IReadOnlyList<NamedView> BuiltIn { get; } =
    [
        new("All open", AlertFilter.Default),
        new("Waiting for somebody", new AlertFilter { Owner = AlertOwner.Nobody, Order = AlertOrder.Oldest }),
        new("Mine", new AlertFilter { Owner = AlertOwner.Me }),
        new("Closed in the last 30 days", new AlertFilter { State = AlertChoice.Closed, ClosedWithin = 30, Order = AlertOrder.Newest }),
    ];

    public string Address => AddressOf(Filter);

    public static string AddressOf(AlertFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = filter.ToQuery();
        return query.Length == 0 ? "/alerts" : $"/alerts?{query}";
    }
}

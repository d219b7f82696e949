using EquityMonitor.Monitoring.Alerts;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The alerts that wait for people, by who took them on and by how long the group has been below; pure.</summary>
/// <param name="Owners">Nobody first, then the people with most of them.</param>
public sealed record AlertLoad(IReadOnlyList<AlertOwner> Owners)
{
    private const string Nobody = "Nobody yet";

    public static readonly AlertLoad None = new([]);

    /// <summary>"up to 7 days", "8 to 30 days", "over 30 days".</summary>
    public static IReadOnlyList<string> Ages { get; } = ["up to 7 days", "8 to 30 days", "over 30 days"];

    /// <param name="alerts">Each with the days since the group has been below, at the site of its model.</param>
    public static AlertLoad Of(IEnumerable<(Alert Alert, int Days)> alerts)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        return new AlertLoad([
            .. alerts.GroupBy(row => row.Alert.State == AlertState.Acknowledged ? row.Alert.AcknowledgedBy ?? "Someone" : Nobody, StringComparer.Ordinal)
                .Select(group => new AlertOwner(group.Key, group.Key == Nobody, [.. Enumerable.Range(0, Ages.Count).Select(age => group.Count(row => AgeOf(row.Days) == age))]))
                .OrderByDescending(owner => owner.IsNobody)
                .ThenByDescending(owner => owner.Total)
                .ThenBy(owner => owner.Name, StringComparer.Ordinal),
        ]);
    }

    private static int AgeOf(int days) => days switch { <= 7 => 0, <= 30 => 1, _ => 2 };
}

/// <param name="Name">Of the person, or that nobody took them on.</param>
/// <param name="Counts">One for each of <see cref="AlertLoad.Ages"/>.</param>
public sealed record AlertOwner(string Name, bool IsNobody, IReadOnlyList<int> Counts)
{
    public int Total => Counts.Sum();
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The alarms of a model's peek-safe rules on one as-of day after another.</summary>
public sealed class AlarmBoard
{
    private readonly Dictionary<(string Rule, SubgroupKey Subgroup), OpenAlarm> _open = [];
    private readonly Dictionary<DateOnly, List<AlarmChange>> _changes = [];

    /// <summary>Rule and subgroup of every alarm that lasts.</summary>
    internal IReadOnlyDictionary<(string Rule, SubgroupKey Subgroup), OpenAlarm> Open => _open;

    public bool IsAlarmed(RuleDefinition rule, SubgroupKey subgroup)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _open.ContainsKey((rule.Key, subgroup));
    }

    internal void Put(string rule, SubgroupKey subgroup, OpenAlarm alarm) => _open[(rule, subgroup)] = alarm;

    internal void Plan(DateOnly asOf, List<AlarmChange> changes) => _changes[asOf] = changes;

    /// <summary>Turns the board to an as-of day, and tells the alarms that recovered on it.</summary>
    internal IReadOnlyList<AlarmChange> TurnTo(DateOnly asOf)
    {
        if (!_changes.Remove(asOf, out var changes))
            return [];
        foreach (var change in changes)
        {
            if (change.Kind == AlarmChangeKind.Raised)
                _open[(change.RuleKey, change.Subgroup)] = change.Alarm;
            else
                _open.Remove((change.RuleKey, change.Subgroup));
        }

        return [.. changes.Where(change => change.Kind == AlarmChangeKind.Recovered)];
    }
}

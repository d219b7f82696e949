using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The points of a few subgroups over days. Everyone else's figures are derived when asked for, since a chart of many lines needs those of few.</summary>
public sealed class PointHistory
{
    private readonly Dictionary<SubgroupKey, SubgroupTally?[]> _rows;

    private PointHistory(IReadOnlyList<DateOnly> days, Dictionary<SubgroupKey, SubgroupTally?[]> rows) => (Days, _rows) = (days, rows);

    /// <summary>Every calendar day from the first on which All has a point to the last; empty without any.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    public static PointHistory Of(IEnumerable<(SubgroupKey Key, IReadOnlyList<DatedTally> Tallies)> subgroups)
    {
        ArgumentNullException.ThrowIfNull(subgroups);
        var all = subgroups.ToList();
        var known = all.Where(subgroup => subgroup.Key.Order == 0).SelectMany(subgroup => subgroup.Tallies).Select(tally => tally.AsOf).ToHashSet();
        if (known.Count == 0)
            return new PointHistory([], []);
        var first = known.Min();
        var days = Enumerable.Range(0, known.Max().DayNumber - first.DayNumber + 1).Select(first.AddDays).ToArray();
        var rows = new Dictionary<SubgroupKey, SubgroupTally?[]>();
        foreach (var (key, tallies) in all)
        {
            // A day on which All has no point says nothing of anybody.
            var row = rows[key] = new SubgroupTally?[days.Length];
            foreach (var tally in tallies.Where(tally => known.Contains(tally.AsOf)))
                row[tally.AsOf.DayNumber - first.DayNumber] = tally.Tally;
        }

        return new PointHistory(days, rows);
    }

    public PerformanceSample? All(int day) => Own(SubgroupKey.All, day);

    public PerformanceSample? Own(SubgroupKey key, int day) => Row(key, day)?.Own;

    /// <summary>Without patients and their variances: a value without an interval.</summary>
    public PerformanceSample? Others(SubgroupKey key, int day) => Row(key, day) is { } row && All(day) is { } all ? row.Against(all).Complement : null;

    public ScoreDrift? Drift(SubgroupKey key, int day) => Row(key, day)?.Drift;

    public bool Has(SubgroupKey key) => _rows.TryGetValue(key, out var rows) && rows.Any(row => row is not null);

    private SubgroupTally? Row(SubgroupKey key, int day) => _rows.TryGetValue(key, out var rows) ? rows[day] : null;
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The points of a few subgroups over days. Everyone else's figures are derived when asked for, since a chart of many lines needs those of few.</summary>
public sealed class PointHistory
{
    private readonly Dictionary<SubgroupKey, SubgroupTally?[]> _rows;

    private PointHistory(IReadOnlyList<DateOnly> days, Dictionary<SubgroupKey, SubgroupTally?[]> rows) => (Days, _rows) = (days, rows);

    /// <summary>Every calendar day from the first on which All has a point to the last; empty without any.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    public PerformanceSample? All(int day) => Own(SubgroupKey.All, day);

    public PerformanceSample? Own(SubgroupKey key, int day) => Row(key, day)?.Own;

    /// <summary>Without patients and their variances: a value without an interval.</summary>
    public PerformanceSample? Others(SubgroupKey key, int day) => Row(key, day) is { } row && All(day) is { } all ? row.Against(all).Complement : null;

    public ScoreDrift? Drift(SubgroupKey key, int day) => Row(key, day)?.Drift;

    public bool Has(SubgroupKey key) => _rows.TryGetValue(key, out var rows) && rows.Any(row => row is not null);

    /// <param name="subgroups">Keys by number; All must be among them for anything to be read.</param>
    public static async Task<PointHistory> ReadAsync(
        MonitorDbContext context, int modelId, int window, IReadOnlyDictionary<int, SubgroupKey> subgroups, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subgroups);
        var ids = subgroups.Keys.ToArray();

        // Named one by one: what only the complement's intervals need stays in the database.
        var points = await context.Points.AsNoTracking()
            .Where(point => ids.Contains(point.SubgroupId) && point.Window == window && point.AsOf >= from && point.AsOf <= to && point.ModelId == modelId)
            .Select(point => new EvaluationPoint
            {
                AsOf = point.AsOf,
                SubgroupId = point.SubgroupId,
                Scored = point.Scored,
                Flagged = point.Flagged,
                Responded = point.Responded,
                Overridden = point.Overridden,
                Patients = point.Patients,
                Mature = point.Mature,
                TruePositives = point.TruePositives,
                FalsePositives = point.FalsePositives,
                FalseNegatives = point.FalseNegatives,
                TrueNegatives = point.TrueNegatives,
                SumScore = point.SumScore,
                SumSquaredError = point.SumSquaredError,
                SumFourthPowerError = point.SumFourthPowerError,
                Auroc = point.Auroc,
                AurocVariance = point.AurocVariance,
                ComplementAuroc = point.ComplementAuroc,
                ComplementAurocVariance = point.ComplementAurocVariance,
                Psi = point.Psi,
                PsiBins = point.PsiBins,
                BaselineScored = point.BaselineScored,
                Ks = point.Ks,
                KsPValue = point.KsPValue,
                ClusterVariances = point.ClusterVariances,
            })
            .ToListAsync(cancellationToken);
        var all = subgroups.FirstOrDefault(entry => entry.Value.Order == 0).Key;
        var known = points.Where(point => point.SubgroupId == all).Select(point => point.AsOf).ToHashSet();
        if (known.Count == 0)
            return new PointHistory([], []);
        var first = known.Min();
        var days = Enumerable.Range(0, known.Max().DayNumber - first.DayNumber + 1).Select(first.AddDays).ToArray();
        var rows = subgroups.Values.ToDictionary(key => key, _ => new SubgroupTally?[days.Length]);

        // A day on which All has no point says nothing of anybody.
        foreach (var point in points.Where(point => known.Contains(point.AsOf)))
            rows[subgroups[point.SubgroupId]][point.AsOf.DayNumber - first.DayNumber] = point.ToTally(subgroups[point.SubgroupId]);
        return new PointHistory(days, rows);
    }

    private SubgroupTally? Row(SubgroupKey key, int day) => _rows.TryGetValue(key, out var rows) ? rows[day] : null;
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Reads the points of a few subgroups over a range of as-of days of one model and window.</summary>
public sealed class PointHistoryReader(PointMemory memory)
{
    /// <summary>Every as-of day that is stored of a model and window, ascending.</summary>
    public static async Task<IReadOnlyList<StoredDay>> DaysAsync(MonitorDbContext context, int modelId, int window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.PointSets.AsNoTracking()
            .Where(set => set.ModelId == modelId && set.Window == window)
            .OrderBy(set => set.AsOf)
            .Select(set => new StoredDay(set.AsOf, set.Fingerprint))
            .ToListAsync(cancellationToken);
    }

    /// <param name="subgroups">Keys by number; All must be among them for anything to be read.</param>
    /// <param name="days">Of the model and window, as they are stored now.</param>
    public async Task<PointHistory> ReadAsync(
        MonitorDbContext context, int modelId, int window, IReadOnlyDictionary<int, SubgroupKey> subgroups, IReadOnlyList<StoredDay> days, DateOnly from, DateOnly to,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subgroups);
        var fingerprint = Fingerprint(days.Where(day => day.AsOf >= from && day.AsOf <= to));
        PointMemory.Key KeyOf(int subgroup) => new(modelId, window, subgroup, from, to, fingerprint);
        var found = subgroups.Keys.Select(id => (Id: id, Tallies: memory.Recall(KeyOf(id)))).Where(entry => entry.Tallies is not null).ToDictionary(entry => entry.Id, entry => entry.Tallies!);
        int[] missing = [.. subgroups.Keys.Where(id => !found.ContainsKey(id))];
        if (missing.Length > 0)
        {
            var read = (await PointsAsync(context, modelId, window, missing, from, to, cancellationToken)).ToLookup(point => point.SubgroupId);
            foreach (var id in missing)
            {
                found[id] = [.. read[id].Select(point => new DatedTally(point.AsOf, point.ToTally(subgroups[id])))];
                if (subgroups[id].Order <= 1)
                    memory.Remember(KeyOf(id), found[id]);
            }
        }

        return PointHistory.Of(found.Select(entry => (subgroups[entry.Key], entry.Value)));
    }

    /// <summary>Of days and their order, so that one more, one less or one computed anew makes another.</summary>
    private static long Fingerprint(IEnumerable<StoredDay> days) =>
        days.Aggregate(17L, (sum, day) => unchecked((((sum * 1000003) ^ day.AsOf.DayNumber) * 1000003) ^ day.Fingerprint));

    /// <summary>Columns are named one by one: what only the complement's intervals need stays in the database.</summary>
    private static Task<List<EvaluationPoint>> PointsAsync(
        MonitorDbContext context, int modelId, int window, int[] subgroups, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        context.Points.AsNoTracking()
            .Where(point => subgroups.Contains(point.SubgroupId) && point.Window == window && point.AsOf >= from && point.AsOf <= to && point.ModelId == modelId)
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
                SumSquaredErrorOfPositives = point.SumSquaredErrorOfPositives,
                AveragePrecision = point.AveragePrecision,
                AveragePrecisionDesignEffect = point.AveragePrecisionDesignEffect,
                Calibration = point.Calibration,
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
}

/// <param name="Fingerprint">Of what the points of the day were computed from.</param>
public readonly record struct StoredDay(DateOnly AsOf, long Fingerprint);

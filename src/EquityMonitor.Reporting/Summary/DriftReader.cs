using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>Score drift on the last as-of day of a month that was evaluated, over the window that comes nearest to the month.</summary>
internal static class DriftReader
{
    private const string Suppressed = "small cells in the month or in the window";

    /// <param name="rows">Of the subgroup table: who is suppressed there is suppressed here.</param>
    public static async Task<DriftOfMonth?> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, CalendarMonth month, IReadOnlyList<SummaryRow> rows, CancellationToken cancellationToken)
    {
        if (definition.Windows.Count == 0 || definition.Baseline is null)
            return null;
        var window = definition.Windows.MinBy(days => (Math.Abs(days - month.Days.Days), -days));
        var (first, last) = (month.First, month.Last);
        var set = await context.PointSets.AsNoTracking()
            .Where(set => set.ModelId == modelId && set.Window == window && set.AsOf >= first && set.AsOf <= last)
            .OrderByDescending(set => set.AsOf)
            .FirstOrDefaultAsync(cancellationToken);
        if (set is null || await PointReader.DayAsync(context, modelId, window, set.AsOf, 1, cancellationToken) is not { } day)
            return null;
        var names = new SubgroupNames(definition.Dimensions);
        var shown = rows.Where(row => row.SuppressedBecause is null).Select(row => row.Key).ToHashSet();
        var lines = day.Samples.Select(sample => Line(sample, names.Of(sample.Key), shown.Contains(sample.Key))).ToArray();
        return lines.All(line => line.Psi is null) ? null : new DriftOfMonth(set.AsOf, window, new DateRange(set.ScoredFrom, set.ScoredTo), lines);
    }

    private static DriftLine Line(SubgroupSample sample, string name, bool shown)
    {
        if (!shown || SmallCell.Of(sample).IsSmall)
            return new DriftLine(sample.Key, name, null, null, null, Suppressed) { IsSuppressed = true };
        return sample.Drift is { } drift
            ? new DriftLine(sample.Key, name, drift.Psi, drift.Ks, Mark(drift, sample.Own.Scored), null)
            : new DriftLine(sample.Key, name, null, null, null, "no encounters in the baseline or in the window");
    }

    /// <summary>Of the index less what it is expected to be without any drift, since small groups would look as if they had moved.</summary>
    private static string Mark(ScoreDrift drift, long scored) =>
        StabilityMarks.Word(Math.Max(0, drift.Psi - ((drift.Bins - 1) * ((1.0 / scored) + (1.0 / drift.BaselineScored)))));
}

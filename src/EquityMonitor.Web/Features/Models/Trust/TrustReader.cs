using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models.Trust;

/// <summary>Reads how often clinicians did not follow a flag, over as-of days: stored points, nothing is computed over encounters.</summary>
public sealed class TrustReader(IDbContextFactory<MonitorDbContext> contexts, PointHistoryReader points)
{
    public async Task<TrendView> ReadAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().Where(row => row.Key == scope.ModelKey).Select(row => row.Id).FirstAsync(cancellationToken);
        var keys = scope.Groups.Concat(scope.Values.Select(value => value.Key)).Select(key => key.ToString()).Distinct(StringComparer.Ordinal).ToArray();
        var rows = await context.Subgroups.AsNoTracking().Where(row => row.ModelId == model && keys.Contains(row.Key)).Select(row => new { row.Id, row.Key }).ToListAsync(cancellationToken);
        var subgroups = rows.ToDictionary(row => row.Id, row => SubgroupKey.Parse(row.Key));
        var choice = scope.Choice with { Metric = Metric.OverrideRate };
        var (from, to) = (scope.Period.AsOf.AddDays(1 - choice.Range), scope.Period.AsOf);
        var days = await PointHistoryReader.DaysAsync(context, model, choice.Window, cancellationToken);
        var history = await points.ReadAsync(context, model, choice.Window, subgroups, days, from, to, cancellationToken);
        return new TrendBuilder(scope.Definition, choice, history, scope.ShowSmallCells).Build(scope.Values, new Dictionary<SubgroupKey, Verdict>(), [], []);
    }
}

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
        var choice = scope.Choice with { Metric = Metric.OverrideRate };
        var history = await points.ReadAsync(context, scope, [.. scope.Groups, .. scope.Values.Select(value => value.Key)], PointPartsColumns.Of(choice.Metric), cancellationToken);
        return new TrendBuilder(scope.Definition, choice, history, scope.ShowSmallCells).Build(scope.Values, new Dictionary<SubgroupKey, Verdict>(), [], []);
    }
}

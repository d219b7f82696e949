using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>Reads volume, rates and score drift of All and whoever is compared, over as-of days: stored points, nothing is computed over encounters.</summary>
public sealed class MeasuresReader(IDbContextFactory<MonitorDbContext> contexts, PointHistoryReader points)
{
    public async Task<IReadOnlyList<MeasureView>> ReadAsync(TabScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var history = await points.ReadAsync(context, scope, scope.Groups, PointParts.Rates | PointParts.Drift, cancellationToken);
        return new MeasureBuilder(scope.Definition, scope.Choice.Pins, history, scope.ShowSmallCells).Build();
    }
}

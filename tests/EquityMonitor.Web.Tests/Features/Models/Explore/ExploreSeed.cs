using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Models.Explore;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Features.Models.Explore;

/// <summary>The model of the tabs, explored.</summary>
internal static class ExploreSeed
{
    public static readonly SubgroupKey RaceB = SubgroupKey.Of("race", "B");
    public static readonly DateRange Usual = new(TabSeed.AsOf.AddDays(-34), TabSeed.AsOf.AddDays(-7));

    public static ExploreChoice Choice(TabScope scope, string? group = null, string? at = null, string? from = null, string? to = null) => ExploreChoice.Of(new ExploreQuery(group, at, from, to), scope);

    public static Explorer Explorer(IDbContextFactory<MonitorDbContext> files, PeriodCache? cache = null)
    {
        var used = cache ?? new PeriodCache();
        return new Explorer(TabSeed.Periods(files, used), used);
    }

    public static Task<ExploredNow> LookAsync(Explorer explorer, TabScope scope, ExploreChoice choice, ExploredNow? before = null) =>
        new ExploreReader(explorer).LookAsync(scope, choice, before, CancellationToken.None);
}

/// <summary>The model of the tabs, stored once for tests that only read it.</summary>
public sealed class StoredOnce : IAsyncLifetime
{
    internal MonitorFiles Files { get; } = new();

    public async ValueTask InitializeAsync() => await TabSeed.FillAsync(Files);

    public ValueTask DisposeAsync()
    {
        Files.Dispose();
        return ValueTask.CompletedTask;
    }
}

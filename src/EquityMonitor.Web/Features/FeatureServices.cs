using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Web.Features;

/// <summary>What the pages need besides what the hosts share.</summary>
public static class FeatureServices
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertDesk>();
        services.AddSingleton<FaultLog>();
        services.AddSingleton<DefinitionCache>();
        services.AddSingleton<IOverviewReader, OverviewReader>();
        return services;
    }
}

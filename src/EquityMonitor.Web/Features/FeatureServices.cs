using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
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
        services.AddSingleton<IModelsReader, ModelsReader>();
        services.AddSingleton<GroupSlotsReader>();
        services.AddSingleton<HeaderReader>();
        services.AddSingleton<PointMemory>();
        services.AddSingleton<PointHistoryReader>();
        services.AddSingleton<PerformanceReader>();
        services.AddSingleton<IModelReader, ModelReader>();
        services.AddSingleton<ModelListReader>();
        services.AddSingleton<SubgroupsReader>();
        services.AddSingleton<CheckSource>(provider => provider.GetRequiredService<SourceReader>().CheckAsync);
        return services;
    }
}

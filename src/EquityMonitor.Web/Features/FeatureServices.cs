using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Operations;
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
        services.AddSingleton<IOperationsReader, OperationsReader>();
        services.AddSingleton<BackfillPlanner>();
        services.AddSingleton<CheckSource>(provider => provider.GetRequiredService<SourceReader>().CheckAsync);
        return services;
    }
}

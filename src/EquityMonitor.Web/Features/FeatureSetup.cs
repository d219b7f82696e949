using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Administration.People;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Administration.Settings;
using EquityMonitor.Web.Features.Administration.Trail;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Alerts.Inbox;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Frame;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Explore;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.Features.Models.Trust;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Features.Summaries;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Web.Features;

/// <summary>What the pages need besides what the hosts share, and the files that they offer.</summary>
public static class FeatureSetup
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertDesk>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<FaultLog>();
        services.AddSingleton<IOverviewReader, OverviewReader>();
        services.AddSingleton<IInboxReader, InboxReader>();
        services.AddSingleton<IAlertDetailReader, AlertDetailReader>();
        services.AddSingleton<IModelsReader, ModelsReader>();
        services.AddSingleton<FrameReader>();
        services.AddSingleton<GroupSlotsReader>();
        services.AddSingleton<HeaderReader>();
        services.AddSingleton<PointMemory>();
        services.AddSingleton<PointHistoryReader>();
        services.AddSingleton<PerformanceReader>();
        services.AddSingleton<IModelReader, ModelReader>();
        services.AddSingleton<ModelListReader>();
        services.AddSingleton<SubgroupsReader>();
        services.AddSingleton<TabReader>();
        services.AddSingleton<SameMixReader>();
        services.AddSingleton<TrustReader>();
        services.AddSingleton<MeasuresReader>();
        services.AddSingleton<IEvidencePageReader, EvidencePageReader>();
        services.AddSingleton<PowerDesk>();
        services.AddSingleton<ExploreReader>();
        services.AddSingleton<IAdministrationReader, AdministrationReader>();
        services.AddSingleton<IDefinitionReader, DefinitionReader>();
        services.AddSingleton<IPeopleReader, PeopleReader>();
        services.AddSingleton<IAuditReader, AuditReader>();
        services.AddSingleton<SettingsInForce>();
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<IOperationsReader, OperationsReader>();
        services.AddSingleton<BackfillPlanner>();
        services.AddHostedService<PageWarmUp>();
        services.AddSingleton<CheckSource>(provider => provider.GetRequiredService<SourceReader>().CheckAsync);
        return services;
    }

    /// <summary>The files that pages offer for download. Each states who may have it.</summary>
    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        routes.MapModelFiles();
        routes.MapSubgroupFiles();
        routes.MapTabFiles();
        routes.MapEvidenceFiles();
        routes.MapAlertFiles();
        routes.MapExploreFiles();
        routes.MapSummaryExports();
        routes.MapOperationsDownloads();
        routes.MapAdministration();
    }
}

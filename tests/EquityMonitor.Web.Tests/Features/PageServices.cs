using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features;

internal static class PageServices
{
    /// <summary>What every page asks for: news of commits and runs, the clock, the person, and a log for faults.</summary>
    public static IServiceCollection AddPageServices(this IServiceCollection services, ChangeBroker changes, ProgressBoard board, TimeProvider time) => services
        .AddSingleton(changes)
        .AddSingleton(board)
        .AddSingleton(time)
        .AddSingleton<FaultLog>()
        .AddSingleton<Sessions>()
        .AddScoped<ActingPerson>()
        .AddScoped<Sight>();
}

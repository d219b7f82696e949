using EquityMonitor.Monitoring.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EquityMonitor.Hosting.Sources;

public static class SourceServices
{
    /// <summary>The readers of databases and files.</summary>
    /// <param name="resolvePath">Makes a relative path absolute, beginning at the data root.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration, Func<string, string> resolvePath)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SourceOptions>()
            .Bind(configuration.GetSection("Sources"))
            .Validate(options => options.TimeLimit > TimeSpan.Zero && options.TimeLimit <= TimeSpan.FromDays(1), "Sources:TimeLimit has to be more than zero and at most a day. Write, for example, 00:15:00.")
            .ValidateOnStart();
        services.AddSingleton(new SourceConnections(configuration, resolvePath));
        services.AddSingleton<DuckDbSource>();
        services.AddSingleton<IFileSource>(provider => provider.GetRequiredService<DuckDbSource>());
        services.AddSingleton<ISourceDialect>(provider => provider.GetRequiredService<DuckDbSource>());
        services.AddSingleton<ISourceDialect, SqliteSource>();
        services.AddSingleton<ISourceDialect, PostgreSqlSource>();
        services.AddSingleton<ISourceDialect, SqlServerSource>();
        services.AddSingleton<SourceReader>();
        services.AddSingleton<FileReader>();
        return services;
    }
}

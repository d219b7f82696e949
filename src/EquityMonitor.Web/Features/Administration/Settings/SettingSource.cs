using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>Where a value of the configuration comes from.</summary>
public static class SettingSource
{
    public const string Default = "default";

    /// <summary>In words; null when nobody has set the key.</summary>
    public static string? Of(IConfiguration configuration, string key)
    {
        if (configuration is not IConfigurationRoot root)
            return string.IsNullOrWhiteSpace(configuration[key]) ? null : "configuration";

        // The last of them that has the key is the one that counts.
        foreach (var provider in root.Providers.Reverse())
        {
            if (provider is ChainedConfigurationProvider chained && Of(chained.Configuration, key) is { } found)
                return found;
            if (provider is not ChainedConfigurationProvider && provider.TryGet(key, out var value))
                return string.IsNullOrWhiteSpace(value) ? null : Words(provider);
        }

        return null;
    }

    private static string Words(IConfigurationProvider provider) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => "environment variable",
        CommandLineConfigurationProvider => "command line",
        JsonConfigurationProvider json => Path.GetFileName(json.Source.Path) ?? "settings file",
        MemoryConfigurationProvider => "built in",
        _ => provider.GetType().Name.Replace("ConfigurationProvider", string.Empty, StringComparison.Ordinal),
    };
}

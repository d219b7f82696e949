namespace EquityMonitor.Web.Features.Help;

/// <summary>The licence of every package that is shipped, as its author states it (SPDX where there is an expression). A test compares the names with the lock files.</summary>
public static class Licences
{
    private static readonly Dictionary<string, string[]> PackagesByLicence = new(StringComparer.Ordinal)
    {
        ["Apache-2.0"] =
        [
            "Apache.Arrow", "Apache.Arrow.Scalars", "Serilog", "Serilog.AspNetCore", "Serilog.Extensions.Hosting", "Serilog.Extensions.Logging",
            "Serilog.Formatting.Compact", "Serilog.Settings.Configuration", "Serilog.Sinks.Console", "Serilog.Sinks.Debug", "Serilog.Sinks.File",
            "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core", "SQLitePCLRaw.lib.e_sqlite3", "SQLitePCLRaw.provider.e_sqlite3",
        ],
        ["LGPL-3.0-or-later"] =
        [
            "Hangfire.AspNetCore", "Hangfire.Core", "Hangfire.InMemory", "Hangfire.NetCore", "Hangfire.SqlServer",
        ],
        ["MIT"] =
        [
            "Azure.Core", "Azure.Identity", "DuckDB.NET.Bindings.Full", "DuckDB.NET.Data.Full", "MathNet.Numerics",
            "Microsoft.AspNetCore.App.Internal.Assets", "Microsoft.AspNetCore.Authentication.OpenIdConnect", "Microsoft.Bcl.AsyncInterfaces",
            "Microsoft.Bcl.Cryptography", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.Core",
            "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite.Core", "Microsoft.EntityFrameworkCore.SqlServer",
            "Microsoft.Extensions.Caching.Abstractions", "Microsoft.Extensions.Caching.Memory", "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.Configuration.Binder",
            "Microsoft.Extensions.Configuration.CommandLine", "Microsoft.Extensions.Configuration.EnvironmentVariables",
            "Microsoft.Extensions.Configuration.FileExtensions", "Microsoft.Extensions.Configuration.Json",
            "Microsoft.Extensions.Configuration.UserSecrets", "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.DependencyModel", "Microsoft.Extensions.Diagnostics",
            "Microsoft.Extensions.Diagnostics.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks.EntityFrameworkCore",
            "Microsoft.Extensions.FileProviders.Abstractions", "Microsoft.Extensions.FileProviders.Physical",
            "Microsoft.Extensions.FileSystemGlobbing", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Logging.Configuration",
            "Microsoft.Extensions.Logging.Console", "Microsoft.Extensions.Logging.Debug", "Microsoft.Extensions.Logging.EventLog",
            "Microsoft.Extensions.Logging.EventSource", "Microsoft.Extensions.Options", "Microsoft.Extensions.Options.ConfigurationExtensions",
            "Microsoft.Extensions.Primitives", "Microsoft.Identity.Client", "Microsoft.Identity.Client.Broker",
            "Microsoft.Identity.Client.Extensions.Msal", "Microsoft.IdentityModel.Abstractions", "Microsoft.IdentityModel.JsonWebTokens",
            "Microsoft.IdentityModel.Logging", "Microsoft.IdentityModel.Protocols", "Microsoft.IdentityModel.Protocols.OpenIdConnect",
            "Microsoft.IdentityModel.Tokens", "Microsoft.SqlServer.Server", "MudBlazor", "NetEscapades.AspNetCore.SecurityHeaders", "Newtonsoft.Json",
            "Plotly.Blazor", "Spectre.Console", "Spectre.Console.Ansi", "System.ClientModel", "System.CommandLine",
            "System.Configuration.ConfigurationManager", "System.Diagnostics.EventLog", "System.IdentityModel.Tokens.Jwt", "System.Memory.Data",
            "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework", "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "System.IO.Packaging",
            "System.Security.Cryptography.Pkcs", "System.Security.Cryptography.ProtectedData", "YamlDotNet",
        ],
        ["MS-PL OR Apache-2.0"] =
        [
            "CsvHelper",
        ],
        ["Microsoft Software License Terms"] =
        [
            "Microsoft.Data.SqlClient.SNI.runtime", "Microsoft.Identity.Client.NativeInterop",
        ],
        ["PostgreSQL"] =
        [
            "Npgsql",
        ],
    };

    private static readonly Dictionary<string, string> ByPackage = PackagesByLicence
        .SelectMany(pair => pair.Value.Select(package => KeyValuePair.Create(package, pair.Key))).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Needed to build, not shipped.</summary>
    public static IReadOnlySet<string> BuildOnly { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.EntityFrameworkCore.Analyzers" };

    /// <summary>Works of others inside packages, or below all of them.</summary>
    public static IReadOnlyList<(string Name, string Within, string Licence)> Contained { get; } =
    [
        (".NET and ASP.NET Core", "the runtime", "MIT"),
        ("DuckDB", "DuckDB.NET.Bindings.Full", "MIT"),
        ("plotly.js", "Plotly.Blazor", "MIT"),
        ("SQLite", "SQLitePCLRaw.lib.e_sqlite3", "public domain"),
    ];

    public static IReadOnlyCollection<string> Packages => ByPackage.Keys;

    /// <summary>Null when the list does not know the package.</summary>
    public static string? Of(string package) => ByPackage.GetValueOrDefault(package);
}

using EquityMonitor.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Help;

/// <summary>Version, runtime, database, licences.</summary>
public sealed partial class AboutPage
{
    [Inject] private IOptions<DatabaseOptions> Database { get; set; } = default!;

    private IReadOnlyList<HelpItem> Facts =>
    [
        new("Version", ProgramVersion.Current.Number),
        new("Built from", ProgramVersion.Current.Source ?? "not stated by the build"),
        new("Runtime", ProgramVersion.Current.Runtime),
        new("Monitor database", Database.Value.IsEmbedded ? "SQLite, embedded: one file, one writing process" : "SQL Server"),
    ];
}

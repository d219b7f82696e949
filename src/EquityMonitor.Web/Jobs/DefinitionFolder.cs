using EquityMonitor.Hosting;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Jobs;

/// <summary>Applies the files of a folder that changed since they were applied last.</summary>
public delegate Task ApplyDefinitions(string folder, string who, CancellationToken cancellationToken);

/// <summary>The model definitions that lie in a folder, applied at start where there is such a folder.</summary>
public sealed class DefinitionFolder(ApplyDefinitions apply, IOptions<RegistryOptions> options)
{
    public Task ApplyAsync(CancellationToken cancellationToken) =>
        Directory.Exists(options.Value.Folder) ? apply(options.Value.Folder, "definition folder", cancellationToken) : Task.CompletedTask;
}

using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Definitions by their hash: parsing YAML on every refresh would cost more than everything else a page reads.</summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<(int Model, string Hash), ModelDefinition> _definitions = new();

    /// <exception cref="InvalidOperationException">The stored definition cannot be read.</exception>
    public ModelDefinition Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _definitions.GetOrAdd((model.Id, model.DefinitionHash), static (_, row) => row.ReadDefinition(), model);
    }
}

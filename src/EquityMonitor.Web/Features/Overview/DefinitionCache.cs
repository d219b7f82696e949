using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Where pages ask for a stored definition. <see cref="ModelReading"/>, the one reader, remembers what it read lately; nothing is kept here besides.</summary>
public sealed class DefinitionCache
{
    /// <exception cref="InvalidOperationException">The stored definition cannot be read.</exception>
    public ModelDefinition Of(Model model) => model.ReadDefinition();
}

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads the definition that a stored model carries.</summary>
public static class ModelReading
{
    /// <exception cref="InvalidOperationException">The stored definition cannot be read by this version of the program.</exception>
    public static ModelDefinition ReadDefinition(this Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parsed = ModelDefinitionYaml.Parse(model.DefinitionYaml, model.Key, DefinitionUse.Monitoring);
        return parsed.Definition ?? throw new InvalidOperationException(
            $"The stored definition of '{model.Key}' cannot be read: {string.Join("; ", parsed.Problems.Select(problem => problem.Message))}. Import it again.");
    }
}

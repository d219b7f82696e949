using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Cli.Commands;

/// <summary>Reads a definition file, or says everything that is wrong with it.</summary>
internal static class DefinitionFile
{
    /// <exception cref="CommandFailedException">The file is not there, or is not a definition; nothing of it is used.</exception>
    public static async Task<ModelDefinition> ReadAsync(string path, DefinitionUse use, CancellationToken cancellationToken)
    {
        var result = ModelDefinitionYaml.Parse(await TextAsync(path, cancellationToken), Path.GetFileName(path), use);
        return result.Definition ?? throw new CommandFailedException(string.Join(Environment.NewLine, result.Describe()));
    }

    /// <exception cref="CommandFailedException">The file is not there.</exception>
    public static async Task<string> TextAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new CommandFailedException($"The model definition {path} is not there. Check the path.");
        return await File.ReadAllTextAsync(path, cancellationToken);
    }
}

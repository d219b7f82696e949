using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Registry;

public sealed partial class ModelRegistry
{
    /// <summary>
    /// Applies the definition files (.yaml, .yml) of a folder, each on its own and in the order of their names. A file is applied only when it changed since it
    /// was last applied and nobody edited the model since; a file that says something else than the edited model is reported as <see cref="DefinitionOutcomeKind.Differs"/>
    /// and left alone. A folder that does not exist holds no files.
    /// </summary>
    /// <param name="who">For the audit trail, for example "definition folder".</param>
    public async Task<IReadOnlyList<DefinitionOutcome>> ApplyFolderAsync(string folder, string who, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        if (!Directory.Exists(folder))
            return [];
        var files = new List<(string Name, string Yaml)>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsDefinition).Order(StringComparer.Ordinal))
            files.Add((Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellationToken)));
        return await ApplyFilesAsync(files, who, cancellationToken);
    }

    /// <summary>As <see cref="ApplyFolderAsync"/>, for files that are at hand as texts.</summary>
    public async Task<IReadOnlyList<DefinitionOutcome>> ApplyFilesAsync(IEnumerable<(string Name, string Yaml)> files, string who, CancellationToken cancellationToken)
    {
        var parsed = files.Select(file => (file.Name, file.Yaml, Result: ModelDefinitionYaml.Parse(file.Yaml, file.Name, DefinitionUse.Monitoring))).ToArray();
        var claims = parsed.Where(file => file.Result.Definition is not null).ToLookup(file => file.Result.Definition!.Key, file => file.Name, StringComparer.Ordinal);
        var outcomes = new List<DefinitionOutcome>();
        foreach (var (name, yaml, result) in parsed)
        {
            if (result.Definition is not { } definition)
                outcomes.Add(DefinitionOutcome.Refused(name, null, result.Describe()));
            else if (claims[definition.Key].Count() > 1)
                outcomes.Add(DefinitionOutcome.Refused(name, definition.Key, [$"{name}, key: '{definition.Key}' is the key of several files ({string.Join(", ", claims[definition.Key])}). Keep one of them."]));
            else
                outcomes.Add(await ApplyFileAsync(definition, yaml, name, who, cancellationToken));
        }

        return outcomes;
    }

    private async Task<DefinitionOutcome> ApplyFileAsync(ModelDefinition definition, string yaml, string name, string who, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)));
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == definition.Key, cancellationToken);
            if (model is not null && model.AppliedFileHash == hash)
                return new(name, definition.Key, DefinitionOutcomeKind.Unchanged, DefinitionEffects.None, [], []);

            // A person's decision leaves no file hash behind.
            if (model is { AppliedFileHash: null } && Compare(model, definition, name) is { Kind: not DefinitionOutcomeKind.Unchanged } outcome)
                return outcome with { Kind = DefinitionOutcomeKind.Differs };
        }

        return await ApplyAsync(definition, yaml, name, who, hash, expectedRevision: null, cancellationToken);
    }

    private static bool IsDefinition(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";
}

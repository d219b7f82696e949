using EquityMonitor.Monitoring.Registry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>The configured definition folder, applied at start. The monitor database must be open.</summary>
public sealed partial class DefinitionFolder(IOptions<RegistryOptions> options, ModelRegistry registry, ILogger<DefinitionFolder> logger)
{
    /// <summary>Who the folder says it is when its definitions are applied.</summary>
    public const string Origin = "definition folder";

    /// <summary>What became of each file at the last look, for Operations.</summary>
    public IReadOnlyList<DefinitionOutcome> Outcomes { get; private set; } = [];

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        Outcomes = await registry.ApplyFolderAsync(options.Value.Folder, Origin, cancellationToken);
        foreach (var outcome in Outcomes)
        {
            switch (outcome.Kind)
            {
                case DefinitionOutcomeKind.Refused:
                    LogRefused(outcome.FileName, string.Join(" ", outcome.Problems));
                    break;
                case DefinitionOutcomeKind.Differs:
                    LogDiffers(outcome.FileName, outcome.Key!);
                    break;
                case DefinitionOutcomeKind.Registered or DefinitionOutcomeKind.Changed:
                    LogApplied(outcome.FileName, string.Join(" ", outcome.Sentences));
                    break;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{File} is refused, nothing of it was applied: {Problems}")]
    private partial void LogRefused(string file, string problems);

    [LoggerMessage(LogLevel.Warning, "{File} differs from model {ModelKey}, which a person edited since: the file is left alone.")]
    private partial void LogDiffers(string file, string modelKey);

    [LoggerMessage(LogLevel.Information, "{File} was applied. {Effect}")]
    private partial void LogApplied(string file, string effect);
}

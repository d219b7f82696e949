using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>The registered models as an administrator sees them, as they were stored at one moment.</summary>
/// <param name="Selected">Null when none is selected, or none has that key.</param>
/// <param name="RefusedFiles">Files of the definition folder that could not be applied at the last look.</param>
public sealed record ModelsView(IReadOnlyList<ModelRow> Models, SelectedModel? Selected, IReadOnlyList<DefinitionOutcome> RefusedFiles);

/// <summary>One model in the list.</summary>
public sealed record ModelRow
{
    public required int Id { get; init; }
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Null when the stored definition cannot be read.</summary>
    public required ModelDefinition? Definition { get; init; }

    public required int Revision { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RegisteredAt { get; init; }

    public required string? RegisteredBy { get; init; }

    /// <summary>UTC; null before the first good pull.</summary>
    public required DateTime? PulledAt { get; init; }

    /// <summary>UTC; null when the newest pull was good.</summary>
    public required DateTime? FailedAt { get; init; }

    /// <summary>Safe to show.</summary>
    public required string? Failure { get; init; }

    public required int WaitingDays { get; init; }
    public required int HeldDays { get; init; }

    /// <summary>The file of the definition folder that says something else than what is in force; null as a rule.</summary>
    public required string? DifferingFile { get; init; }

    public TimeZoneInfo Zone => Definition?.Time?.Zone ?? TimeZoneInfo.Utc;

    public bool NeedsAttention => HeldDays > 0 || DifferingFile is not null || Failure is not null || Definition is null;
}

/// <summary>What is shown only of the model that is looked at.</summary>
/// <param name="Yaml">The definition in force.</param>
public sealed record SelectedModel(ModelRow Row, string Yaml, IReadOnlyList<HeldDay> Held);

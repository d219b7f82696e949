using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>How the data come in, as it was stored at one moment.</summary>
/// <param name="Selected">The model that is looked at; null when there is none, or none has the key that was asked for.</param>
/// <param name="Files">Files of the definition folder that a person should look at.</param>
public sealed record OperationsView(IReadOnlyList<ModelStatus> Models, ModelOperations? Selected, IReadOnlyList<DefinitionFile> Files);

/// <summary>What is shown only of the model that is looked at.</summary>
/// <param name="Lag">Null before the first encounters, and when the definition cannot be read.</param>
/// <param name="Runs">Newest first.</param>
/// <param name="Waiting">Runs that were asked for and have not begun.</param>
public sealed record ModelOperations(
    ModelStatus Status, IReadOnlyList<HeldDay> Held, RefusedRows Refused, OutcomeLag? Lag, IReadOnlyList<RunRecord> Runs, IReadOnlyList<RunOrder> Waiting);

/// <summary>A file of the definition folder that is not in force.</summary>
/// <param name="Model">Name of the model whose definition differs; null for a refused file.</param>
/// <param name="ModelKey">Its key; null for a refused file.</param>
/// <param name="EditedBy">Who put in force what is there, and when; null for a refused file.</param>
/// <param name="Problems">Why the file is refused; empty for one that differs.</param>
public sealed record DefinitionFile(string FileName, string? Model, string? ModelKey, string? EditedBy, IReadOnlyList<string> Problems)
{
    public bool IsRefused => ModelKey is null;
}

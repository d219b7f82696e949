namespace EquityMonitor.Simulation;

/// <summary>A simulated person. Attributes belong to the person, so that they recur with every encounter and in every model; null is what was never asked or not entered.</summary>
internal sealed record Patient(string Id)
{
    public required string? Race { get; init; }

    public required string? Ethnicity { get; init; }

    public required string? Sex { get; init; }

    public required string? Language { get; init; }

    /// <summary>What covers the person; a registration may still lack it.</summary>
    public required string Payer { get; init; }

    public required string HomeSite { get; init; }

    public required string? DeprivationQuintile { get; init; }

    /// <summary>Age in years at the anchor.</summary>
    public required double AgeAtAnchor { get; init; }

    /// <summary>Standard normal: how frail the person is beyond age; part of every risk.</summary>
    public required double Frailty { get; init; }

    public required int ChronicConditions { get; init; }
}

using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>What denominators ask of an encounter.</summary>
internal readonly record struct EncounterFacts(bool Flagged, byte Outcome, Response Response)
{
    public bool IsKnown => Outcome != EncounterColumns.OutcomeUnknown;

    public bool IsPositive => Outcome == 1;

    public bool IsNegative => Outcome == 0;
}

using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Registry;

internal static class Definitions
{
    public const string Full = """
        key: readmission
        name: 30-day readmission risk
        version: "2.1"
        purpose: Discharge planning calls for patients at high risk
        owner: Quality improvement
        score: { column: score, kind: probability }
        threshold: 0.15
        outcome: { column: readmitted_30d, maturityDays: 30 }
        time: { column: scored_at, zone: America/Chicago, kind: local }
        encounter: encounter_id
        perEncounter: every
        patient: patient_id
        response: { column: response, accepted: [accepted], overridden: [overridden] }
        need: chronic_conditions
        changedAt: { column: updated_at, query: "SELECT scored_at, updated_at FROM scored_encounters WHERE updated_at > @since" }
        source: { provider: sqlite, connection: Hospital, query: "SELECT * FROM scored_encounters WHERE scored_at >= @from AND scored_at < @to" }
        dimensions:
          - race
          - { column: age, name: Age band, bands: [18, 45, 65, 80] }
          - { column: site, name: Site, values: [Main, North, South] }
          - language
        windows: [28, 90]
        baseline: { from: 2025-01-01, to: 2025-06-30 }
        training: { race: { White: 0.74, Black: 0.19, Asian: 0.02 }, age: { 18-44: 0.5, under 18: 0.1 } }
        alertsFrom: 2026-07-01
        rules:
          - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.55, window: 90, minimum: 30, severity: high }
          - { key: auroc-gap, name: AUROC against everyone else, metric: auroc, against: complement, gap: 0.05, window: 90 }
          - { key: ppv-ratio, name: PPV four fifths, metric: ppv, against: complement, ratio: 0.8, window: 90, dimensions: [race, language] }
          - { key: oe-band, name: Calibration, metric: observedExpected, band: [0.8, 1.25] }
          - { key: fpr-ceiling, metric: fpr, ceiling: 0.3, severity: low }
          - { key: flags, metric: flagRate, better: lower, against: all, gap: 0.1 }
        """;

    public static ModelDefinition Parsed(string text = Full, DefinitionUse use = DefinitionUse.Monitoring)
    {
        var result = ModelDefinitionYaml.Parse(text, "model.yaml", use);
        result.Problems.ShouldBeEmpty();
        return result.Definition.ShouldNotBeNull();
    }

    /// <summary>The full definition with one text replaced, which has to be there.</summary>
    public static string With(string old, string replacement)
    {
        Full.ShouldContain(old);
        return Full.Replace(old, replacement, StringComparison.Ordinal);
    }
}

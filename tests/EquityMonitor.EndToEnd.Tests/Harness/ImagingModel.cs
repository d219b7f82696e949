namespace EquityMonitor.EndToEnd.Tests.Harness;

/// <summary>A model that the simulated hospital does not have.</summary>
internal static class ImagingModel
{
    public const string Yaml = """
        key: imaging
        name: Imaging triage
        version: "1.0"
        purpose: Reads urgent studies first
        owner: Radiology
        score: { column: score, kind: probability }
        threshold: 0.3
        outcome: { column: finding, maturityDays: 7 }
        time: { column: scored_at, zone: America/Chicago, kind: local }
        encounter: study_id
        perEncounter: every
        source: { provider: sqlite, connection: Hospital, query: "SELECT * FROM studies WHERE scored_at >= @from AND scored_at < @to" }
        dimensions: [ race, sex ]
        windows: [28]
        baseline: { from: 2026-01-01, to: 2026-03-31 }
        rules:
          - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.5, window: 28, minimum: 30, severity: high }
        """;
}

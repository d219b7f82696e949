namespace EquityMonitor.Web.Features.Overview;

/// <summary>What a newcomer copies. A test reads it with the real reader, so that it stays correct.</summary>
public static class ExampleDefinition
{
    public const string ImportCommand = "dotnet run --project src/EquityMonitor.Cli -- import readmission.yaml";

    public const string Yaml = """
        key: readmission                       # stable, lower-case
        name: 30-day readmission risk
        version: "2.1"
        purpose: Discharge planning calls for patients at high risk
        owner: Quality improvement
        score: { column: score, kind: probability }
        threshold: 0.15                        # flagged when score >= threshold
        outcome: { column: readmitted_30d, name: readmitted within 30 days, maturityDays: 30 }
        time: { column: scored_at, zone: America/Chicago, kind: local }
        encounter: encounter_id
        patient: patient_id                    # optional; stored only as a keyed hash
        source:
          provider: sqlserver                  # or postgresql, sqlite, duckdb
          connection: Hospital
          query: "SELECT * FROM scored_encounters WHERE scored_at >= @from AND scored_at < @to"
        dimensions:
          - race
          - language
          - { column: age, name: Age band, bands: [18, 45, 65, 80] }
        windows: [28, 90]
        rules:                                 # evidence: peek-safe unless a rule says interval
          - { key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: 0.55, window: 90, minimum: 30, severity: high,
              justification: Below it the discharge call misses more patients than it reaches, justifiedOn: 2025-12-15 }
          - { key: auroc-gap, name: AUROC against everyone else, metric: auroc, against: complement, gap: 0.05, window: 90 }
        """;
}

-- The view and the login that EquityMonitor reads with, over a generic EHR warehouse. Adapt names and joins; run as an administrator of the warehouse.
CREATE SCHEMA equity_monitor;
GO
CREATE OR ALTER VIEW equity_monitor.scored_encounters AS
SELECT
    s.EncounterKey AS encounter_id,
    p.PatientDurableKey AS patient_id,
    s.ScoredInstant AS scored_at,
    s.Score AS score,
    -- Not yet known stays NULL: a readmission can be ruled out only when its 30 days have passed.
    CASE
        WHEN r.ReadmissionInstant IS NOT NULL THEN 1
        WHEN DATEADD(DAY, 30, e.DischargeInstant) < SYSDATETIME() THEN 0
    END AS readmitted_30d,
    CASE s.ClinicianAction WHEN 'A' THEN 'accepted' WHEN 'O' THEN 'overridden' END AS response,
    p.ChronicConditionCount AS chronic_conditions,
    p.FirstRace AS race,
    p.Ethnicity AS ethnicity,
    p.Sex AS sex,
    DATEDIFF(YEAR, p.BirthDate, s.ScoredInstant)
        - CASE WHEN DATEADD(YEAR, DATEDIFF(YEAR, p.BirthDate, s.ScoredInstant), p.BirthDate) > s.ScoredInstant THEN 1 ELSE 0 END AS age,
    p.PreferredLanguage AS language,
    c.PayerFinancialClass AS payer,
    d.LocationName AS site,
    -- The later of both: a row changes when it is scored and when its outcome is recorded.
    (SELECT MAX(changed.at) FROM (VALUES (s.LastUpdatedInstant), (r.LastUpdatedInstant)) AS changed (at)) AS updated_at
FROM dbo.ModelScoreFact AS s
    INNER JOIN dbo.EncounterFact AS e ON e.EncounterKey = s.EncounterKey
    INNER JOIN dbo.PatientDim AS p ON p.DurableKey = e.PatientDurableKey AND p.IsCurrent = 1
    LEFT JOIN dbo.CoverageDim AS c ON c.CoverageKey = e.PrimaryCoverageKey
    LEFT JOIN dbo.DepartmentDim AS d ON d.DepartmentKey = e.DischargeDepartmentKey
    LEFT JOIN dbo.ReadmissionFact AS r ON r.IndexEncounterKey = s.EncounterKey AND r.DaysSinceDischarge <= 30
WHERE s.ModelName = 'READMISSION_30D';
GO
-- Use an account of your directory where you have one. The password is set by whoever runs this.
CREATE LOGIN equity_monitor_reader WITH PASSWORD = '$(ReaderPassword)';
GO
CREATE USER equity_monitor_reader FOR LOGIN equity_monitor_reader;
GRANT SELECT ON SCHEMA::equity_monitor TO equity_monitor_reader;
GO

-- The view and the role that EquityMonitor reads with, over a generic EHR warehouse. Adapt names and joins; run as an administrator of the warehouse.
CREATE SCHEMA IF NOT EXISTS equity_monitor;

CREATE OR REPLACE VIEW equity_monitor.scored_encounters AS
SELECT
    s.encounter_key AS encounter_id,
    p.patient_durable_key AS patient_id,
    s.scored_at,
    s.score,
    -- Not yet known stays NULL: a readmission can be ruled out only when its 30 days have passed.
    CASE
        WHEN r.readmitted_at IS NOT NULL THEN 1
        WHEN e.discharged_at + interval '30 days' < localtimestamp THEN 0
    END AS readmitted_30d,
    CASE s.clinician_action WHEN 'A' THEN 'accepted' WHEN 'O' THEN 'overridden' END AS response,
    p.chronic_condition_count AS chronic_conditions,
    p.race,
    p.ethnicity,
    p.sex,
    extract(year FROM age(s.scored_at, p.birth_date))::int AS age,
    p.preferred_language AS language,
    c.payer_class AS payer,
    d.location_name AS site,
    -- The later of both: a row changes when it is scored and when its outcome is recorded.
    greatest(s.updated_at, r.updated_at) AS updated_at
FROM warehouse.model_score AS s
    JOIN warehouse.encounter AS e ON e.encounter_key = s.encounter_key
    JOIN warehouse.patient AS p ON p.patient_durable_key = e.patient_durable_key AND p.is_current
    LEFT JOIN warehouse.coverage AS c ON c.coverage_key = e.primary_coverage_key
    LEFT JOIN warehouse.department AS d ON d.department_key = e.discharge_department_key
    LEFT JOIN warehouse.readmission AS r ON r.index_encounter_key = s.encounter_key AND r.days_since_discharge <= 30
WHERE s.model_name = 'READMISSION_30D';

-- The password is set by whoever runs this: psql -v reader_password=...
CREATE ROLE equity_monitor_reader LOGIN PASSWORD :'reader_password';
GRANT USAGE ON SCHEMA equity_monitor TO equity_monitor_reader;
GRANT SELECT ON equity_monitor.scored_encounters TO equity_monitor_reader;

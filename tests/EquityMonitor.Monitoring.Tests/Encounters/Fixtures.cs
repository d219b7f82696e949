using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Encounters;

/// <summary>A small model and its scored encounters, a pure function of day and number.</summary>
internal static class Fixtures
{
    public static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];

    public static readonly ModelDefinition Definition = new()
    {
        Key = "readmission",
        Name = "Readmission",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.15,
        Outcome = new OutcomeDefinition("readmitted", 30),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Local),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Need = "conditions",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions = [new("race", "Race", [], []), new("sex", "Sex", [], [])],
        Windows = [28, 90],
    };

    public static IdentifierHasher Hasher() => new(Key);

    public static ScoredEncounter Encounter(DateOnly day, int number, byte? outcome = 0) => new()
    {
        Time = new EncounterTime(day, day.ToDateTime(TimeOnly.MinValue).AddMinutes(number).Ticks),
        Encounter = $"E{day.DayNumber}-{number}",
        Patient = number % 5 == 0 ? null : $"P{number % 7}",
        Score = (number * 37 % 101) / 101.0,
        Outcome = outcome,
        Response = (Response)(number % 3),
        Need = number % 4 == 0 ? null : number % 6,
        Values = [number % 3 == 0 ? "Black" : "White", number % 2 == 0 ? "Female" : "Unknown"],
    };

    public static ScoredEncounter[] Day(DateOnly day, int rows) => [.. Enumerable.Range(0, rows).Select(number => Encounter(day, number, (byte)(number % 2)))];
}

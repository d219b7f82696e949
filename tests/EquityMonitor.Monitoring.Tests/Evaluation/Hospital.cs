using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

/// <summary>A small model and seeded rows for it, for tests of what comes after the pull.</summary>
internal static class Hospital
{
    public static readonly DateOnly FirstDay = new(2026, 1, 1);

    public static ModelDefinition Definition { get; } = new()
    {
        Key = "small",
        Name = "Small model",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.3,
        Outcome = new OutcomeDefinition("outcome", 5),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Utc),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions =
        [
            new DimensionDefinition("race", "Race", [], []),
            new DimensionDefinition("sex", "Sex", [], []),
            new DimensionDefinition("site", "Site", [], []),
        ],
        Windows = [7, 14],
        Baseline = new DateRange(FirstDay, FirstDay.AddDays(9)),
        AlertsFrom = FirstDay,
        Rules =
        [
            new RuleDefinition
            {
                Key = "sens-floor", Name = "Sensitivity floor", Metric = Metric.Sensitivity, Limit = new Limit.Floor(0.5), Better = BetterDirection.Higher, Window = 14, Minimum = 10,
            },
            new RuleDefinition
            {
                Key = "auroc-gap", Name = "AUROC against everyone else", Metric = Metric.Auroc, Limit = new Limit.Gap(0.2), Better = BetterDirection.Higher,
                Against = new Reference.Complement(), Window = 7, Minimum = 5,
            },
        ],
    };

    /// <summary>Rows of some days. Each day depends on its own number only.</summary>
    /// <param name="failing">From which day on patients of race B who need help get low scores; null for never.</param>
    public static List<ScoredEncounter> Rows(int days, int perDay = 60, DateOnly? failing = null) =>
        [.. Enumerable.Range(0, days).SelectMany(offset => Day(FirstDay.AddDays(offset), perDay, failing))];

    private static IEnumerable<ScoredEncounter> Day(DateOnly day, int perDay, DateOnly? failing)
    {
        var random = new Random(day.DayNumber);
        for (var i = 0; i < perDay; i++)
        {
            var race = random.Next(4) switch { 0 => "B", 1 or 2 => "A", _ => "Unknown" };
            var outcome = random.NextDouble() < 0.35;
            var score = Math.Round(Math.Clamp((outcome ? 0.5 : 0.2) + ((random.NextDouble() - 0.5) * 0.5), 0, 1), 2);
            if (failing <= day && race == "B" && outcome)
                score = Math.Round(score * 0.4, 2);
            yield return new ScoredEncounter
            {
                Time = new EncounterTime(day, day.ToDateTime(new TimeOnly(8, 0)).Ticks + i),
                Encounter = FormattableString.Invariant($"{day.DayNumber}-{i}"),
                Patient = random.Next(10) == 0 ? null : FormattableString.Invariant($"p{random.Next(300)}"),
                Score = score,
                Outcome = random.Next(20) == 0 ? null : outcome ? (byte)1 : (byte)0,
                Response = score < 0.3 ? Response.None : (Response)random.Next(3),
                Values = [race, random.Next(2) == 0 ? "F" : "M", random.Next(3) switch { 0 => "North", 1 => "South", _ => "Main" }],
            };
        }
    }
}

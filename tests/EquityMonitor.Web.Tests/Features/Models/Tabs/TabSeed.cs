using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;
using EquityMonitor.Tests;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Features.Models.Tabs;

/// <summary>A model with encounters, evaluated. Scores of race B say half the risk; its patients need one more; of race C there is one every fourth day.</summary>
internal static class TabSeed
{
    public const string Key = "small";
    public const int Days = 160;
    public static readonly DateOnly First = new(2026, 1, 1);
    public static readonly DateOnly AsOf = First.AddDays(Days - 1);
    public static readonly DateTimeOffset Now = new(AsOf.AddDays(1).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    public static ModelDefinition Definition { get; } = new()
    {
        Key = Key,
        Name = "Small model",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.3,
        Outcome = new OutcomeDefinition("outcome", 7),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Utc),
        Encounter = "encounter_id",
        Response = new ResponseDefinition("response", ["yes"], ["no"]),
        Need = "chronic_conditions",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions = [new DimensionDefinition("race", "Race", [], []), new DimensionDefinition("sex", "Sex", [], [])],
        Windows = [28],
        Baseline = new DateRange(First, First.AddDays(39)),
        AlertsFrom = First,
        Training = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal) { ["race"] = new Dictionary<string, double>(StringComparer.Ordinal) { ["A"] = 0.9, ["B"] = 0.05 } },
    };

    public static async Task FillAsync(IDbContextFactory<MonitorDbContext> files, ModelDefinition? definition = null)
    {
        var used = definition ?? Definition;
        await using var context = await files.CreateDbContextAsync();
        var model = new Model
        {
            Key = used.Key,
            Name = used.Name,
            DefinitionYaml = ModelDefinitionYaml.Write(used),
            DefinitionHash = ModelDefinitionHash.Of(used),
            Revision = 3,
            AlertsFrom = First,
            RegisteredAt = DateTime.UnixEpoch,
        };
        context.Models.Add(model);
        await context.SaveChangesAsync();
        SummaryHospital.PutDays(context, model.Id, used, Rows);
        await context.SaveChangesAsync();
        await new EvaluateStep(files, new EncounterDayReader(files), new SqlitePointWriter(), new Time(), new ChangeBroker()).RunAsync(model.Id, null, CancellationToken.None);
    }

    public static TabReader Reader(IDbContextFactory<MonitorDbContext> files) => new(Analyses(files));

    public static ModelAnalyses Analyses(IDbContextFactory<MonitorDbContext> files) => new(files, new EncounterDayReader(files), Periods(files), new Time());

    public static PeriodLoader Periods(IDbContextFactory<MonitorDbContext> files, PeriodCache? cache = null) => new(files, new EncounterDayReader(files), cache ?? new PeriodCache(), new Time());

    public static TabScope Scope(bool showSmallCells, ModelDefinition? definition = null, string? metric = null, params string[] pins)
    {
        var used = definition ?? Definition;
        var choice = ModelChoice.Of(new ModelQuery(Key) { Metric = metric ?? "sensitivity", Dimension = "race", Pins = pins }, used, null, []);
        return new TabScope(
            Key, used, choice, new ModelPeriod(AsOf, new DateRange(AsOf.AddDays(-27), AsOf), new DateRange(AsOf.AddDays(-34), AsOf.AddDays(-7)), 28, 0), [], showSmallCells);
    }

    private static IEnumerable<ScoredEncounter> Rows => Enumerable.Range(0, Days).SelectMany(Day);

    private static IEnumerable<ScoredEncounter> Day(int offset)
    {
        var day = First.AddDays(offset);
        var random = new Random(offset);
        for (var i = 0; i < 40; i++)
        {
            var race = i == 0 && offset % 4 == 0 ? "C" : i % 4 == 1 ? "B" : "A";
            var risk = random.NextDouble() * 0.8;
            var isYoung = Days - 1 - offset < 7;
            yield return new ScoredEncounter
            {
                Time = new EncounterTime(day, day.ToDateTime(new TimeOnly(8, 0)).Ticks + i),
                Encounter = FormattableString.Invariant($"{offset}-{i}"),
                Score = Math.Round(race == "B" ? risk / 2 : risk, 3),
                Outcome = isYoung && i % 3 > 0 ? null : random.NextDouble() < risk ? (byte)1 : (byte)0,
                Response = i % 5 == 0 ? Response.None : race == "B" ? Response.Overridden : i % 2 == 0 ? Response.Overridden : Response.Accepted,
                Need = (race == "B" ? 4 : 1) + random.Next(3),
                Values = [race, i / 4 % 2 == 0 ? "F" : "M"],
            };
        }
    }

    private sealed class Time : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

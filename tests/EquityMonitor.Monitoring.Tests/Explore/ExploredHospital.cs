using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Explore;

/// <summary>A model with four dimensions and some weeks of it, of which the last days have not matured.</summary>
internal static class ExploredHospital
{
    public const int Days = 24;

    public static readonly DateRange Period = new(Hospital.FirstDay, Hospital.FirstDay.AddDays(Days - 1));
    public static readonly DateRange Mature = new(Period.From, Period.To.AddDays(-5));

    public static readonly ModelDefinition Definition = Hospital.Definition with { Dimensions = [.. Hospital.Definition.Dimensions, new DimensionDefinition("payer", "Payer", [], [])] };

    public static readonly List<ScoredEncounter> Rows =
        [.. Hospital.Rows(Days).Select((row, index) => row with { Values = [.. row.Values, (index % 7) switch { 0 or 3 => "Public", 5 => "Unknown", _ => "Private" }] })];

    public static IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> Columns(ModelDefinition definition) =>
        [.. Rows.GroupBy(row => row.Time!.Value.Day).Select(day => (day.Key, DayBuilder.Build(definition, day, new IdentifierHasher(new byte[32]))))];

    /// <summary>Loaded as the loader does, with nothing stored.</summary>
    public static (Explorer Explorer, PeriodResult.Ready Ready, PeriodCache Cache) Load(ModelDefinition definition)
    {
        var cache = new PeriodCache();
        var frame = EncounterFrame.Of(definition, Columns(definition));
        var period = LoadedPeriod.Of(definition, frame, Period, Period.To);
        var ready = new PeriodResult.Ready(period, new PeriodFacts(Days, 0, new PeriodKey(1, Period, Mature, "test", ConfidenceLevel.Default)));
        return (new Explorer(null!, cache), ready, cache);
    }

    public static bool Belongs(ScoredEncounter row, SubgroupKey key) =>
        key.Parts.All(part => row.Values[Definition.Dimensions.Index().First(dimension => dimension.Item.Column == part.Key).Index] == part.Value);

    /// <summary>The rows of a subgroup behind performance metrics.</summary>
    public static List<ScoredEncounter> Evaluable(SubgroupKey key, bool others = false) =>
        Rows.FindAll(row => Mature.Contains(row.Time!.Value.Day) && row.Outcome is not null && Belongs(row, key) != others);
}

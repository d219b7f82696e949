using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using DimensionColumn = EquityMonitor.Monitoring.Encounters.DimensionColumn;

namespace EquityMonitor.Benchmarks.Explore;

/// <summary>
/// A year of encounters with eight dimensions, of patients who come twice on average. Nearly every score is another number, which is the hard case; in one
/// intersection of three values the model finds fewer of those with the outcome.
/// </summary>
internal static class SyntheticYear
{
    public const int Days = 365;
    public static readonly DateOnly First = new(2025, 1, 1);
    public static readonly DateRange Period = new(First, First.AddDays(Days - 1));

    private const int Seed = 20261123;
    private static readonly (string Column, int Values)[] Dimensions =
        [("race", 6), ("ethnicity", 3), ("sex", 3), ("age", 6), ("language", 8), ("payer", 5), ("site", 6), ("deprivation", 6)];

    public static ModelDefinition Definition { get; } = new()
    {
        Key = "synthetic",
        Name = "Synthetic year",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.3,
        Outcome = new OutcomeDefinition("outcome", 30),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Utc),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions = [.. Dimensions.Select(dimension => new DimensionDefinition(dimension.Column, dimension.Column, [], []))],
        Windows = [90],
    };

    public static IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> Draw(int encounters)
    {
        var random = new Random(Seed);
        var patients = Enumerable.Range(0, encounters / 2).Select(_ => (
            Number: new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()),
            Codes: Dimensions.Select(dimension => (ushort)random.Next(dimension.Values)).ToArray())).ToArray();
        return [.. Enumerable.Range(0, Days).Select(day => (First.AddDays(day), Day(random, patients, (int)((long)encounters * (day + 1) / Days) - (int)((long)encounters * day / Days))))];
    }

    private static EncounterColumns Day(Random random, (UInt128 Number, ushort[] Codes)[] patients, int rows)
    {
        var columns = new EncounterColumns
        {
            Score = new double[rows],
            Outcome = new byte[rows],
            Response = new byte[rows],
            Need = [],
            Patient = new UInt128[rows],
            Encounter = new UInt128[rows],
            Dimensions = [.. Dimensions.Select(dimension => new DimensionColumn(dimension.Column, [.. Enumerable.Range(0, dimension.Values).Select(value => $"{dimension.Column} {value}")], new ushort[rows]))],
        };
        for (var row = 0; row < rows; row++)
        {
            var (number, codes) = patients[random.Next(patients.Length)];
            var isPositive = random.NextDouble() < 0.15;
            var isMissed = isPositive && codes is [1, _, 2, _, 3, ..];
            columns.Score[row] = Math.Pow(random.NextDouble(), isMissed ? 3 : isPositive ? 1 : 2.5);
            columns.Outcome[row] = random.Next(25) == 0 ? EncounterColumns.OutcomeUnknown : isPositive ? (byte)1 : (byte)0;
            columns.Response[row] = columns.Score[row] < Definition.Threshold ? (byte)Response.None : (byte)random.Next(3);
            columns.Patient[row] = number;
            columns.Encounter[row] = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64());
            for (var dimension = 0; dimension < codes.Length; dimension++)
                columns.Dimensions[dimension].Codes[row] = codes[dimension];
        }

        return columns;
    }
}

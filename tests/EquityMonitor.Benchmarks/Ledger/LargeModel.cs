using System.Globalization;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Benchmarks.Ledger;

/// <summary>A model with 1,000 encounters a day and 903 subgroups: 8 dimensions whose values and pairs of values add up to that, with All.</summary>
public static class LargeModel
{
    public static readonly DateOnly FirstDay = new(2024, 1, 1);

    private static readonly int[] Values = [11, 8, 7, 5, 5, 3, 3, 3];

    public static ModelDefinition Definition { get; } = new()
    {
        Key = "large",
        Name = "Large model",
        Version = "1",
        Score = new ScoreDefinition("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.2,
        Outcome = new OutcomeDefinition("outcome", 30),
        Time = new TimeDefinition("scored_at", TimeZoneInfo.Utc, TimeKind.Utc),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Source = new SourceDefinition("sqlite", "Hospital", "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to"),
        Dimensions = [.. Values.Select((_, index) => new DimensionDefinition(Column(index), $"Dimension {index}", [], []))],
        Windows = [28, 90],
        Baseline = new DateRange(FirstDay, FirstDay.AddDays(59)),
        AlertsFrom = FirstDay,
        Rules =
        [
            Rule("sens-floor", Metric.Sensitivity, new Limit.Floor(0.5), null),
            Rule("ppv-ratio", Metric.Ppv, new Limit.Ratio(0.7), new Reference.Complement()),
            Rule("auroc-gap", Metric.Auroc, new Limit.Gap(0.1), new Reference.Complement()),
        ],
    };

    /// <summary>The same with a rule for which points keep calibration fits.</summary>
    public static ModelDefinition WithCalibration { get; } = Definition with
    {
        Rules = [.. Definition.Rules, Rule("slope-band", Metric.CalibrationSlope, new Limit.Band(0.8, 1.25), null) with { Evidence = RuleEvidence.Interval }],
    };

    /// <summary>One day; the same for the same number.</summary>
    public static EncounterColumns Day(int number, int encounters)
    {
        var random = new Random(number);
        var codes = Array.ConvertAll(Values, _ => new ushort[encounters]);
        var (score, outcome) = (new double[encounters], new byte[encounters]);
        var (patient, encounter) = (new UInt128[encounters], new UInt128[encounters]);
        for (var row = 0; row < encounters; row++)
        {
            // Common values and rare ones, as in life.
            for (var dimension = 0; dimension < Values.Length; dimension++)
                codes[dimension][row] = (ushort)(Values[dimension] * Math.Pow(random.NextDouble(), 2.5));
            var risk = 1 / (1 + Math.Exp(1.9 - (1.2 * Normal(random))));
            outcome[row] = random.NextDouble() < risk ? (byte)1 : (byte)0;
            score[row] = Math.Round(risk, 4);
            patient[row] = (UInt128)random.Next(1, 400_000);
            encounter[row] = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64());
        }

        return new EncounterColumns
        {
            Score = score,
            Outcome = outcome,
            Response = new byte[encounters],
            Need = [],
            Patient = patient,
            Encounter = encounter,
            Dimensions = [.. Values.Select((count, index) => Coded(index, count, codes[index]))],
        };
    }

    private static RuleDefinition Rule(string key, Metric metric, Limit limit, Reference? against) => new()
    {
        Key = key,
        Name = key,
        Metric = metric,
        Limit = limit,
        Better = metric.Better,
        Against = against,
        Window = 90,
        Evidence = RuleEvidence.PeekSafe,
    };

    private static DimensionColumn Coded(int dimension, int count, ushort[] codes) =>
        new(Column(dimension), [.. Enumerable.Range(0, count).Select(value => value.ToString("value 00", CultureInfo.InvariantCulture))], codes);

    private static string Column(int dimension) => $"d{dimension}";

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

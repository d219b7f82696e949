using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Evaluation;

namespace EquityMonitor.Monitoring.Tests.Explore;

/// <summary>Encounters with the outcome, of patients who come once to three times, for scans of sensitivity at 0.5.</summary>
internal static class ScannedPatients
{
    public const double Threshold = 0.5;

    private static readonly string[][] Values = [["A", "B", "C", "Unknown"], ["F", "M"], ["North", "South", "West"], ["Private", "Public"]];

    public static readonly ModelDefinition Definition = ExploredHospital.Definition;

    /// <param name="found">The chance that an encounter is flagged, by its values in the definition's order.</param>
    public static LoadedPeriod Draw(int seed, int patients, Func<string[], double> found)
    {
        var random = new Random(seed);
        var (codes, patient, scores) = (Values.Select(_ => new List<ushort>()).ToArray(), new List<UInt128>(), new List<double>());
        for (var i = 0; i < patients; i++)
        {
            ushort[] own = [.. Values.Select(values => (ushort)random.Next(values.Length))];
            var number = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64());

            // What a patient's encounters have in common beyond the subgroup: they are flagged or missed together more often than apart.
            var isFound = random.NextDouble() < found([.. own.Select((code, dimension) => Values[dimension][code])]);
            for (var encounter = random.Next(1, 4); encounter > 0; encounter--)
            {
                for (var dimension = 0; dimension < own.Length; dimension++)
                    codes[dimension].Add(own[dimension]);
                patient.Add(number);
                if (random.Next(2) == 0)
                    isFound = random.NextDouble() < found([.. own.Select((code, dimension) => Values[dimension][code])]);
                scores.Add(isFound ? 0.5 + (random.NextDouble() / 2) : random.NextDouble() / 2);
            }
        }

        var columns = new EncounterColumns
        {
            Score = [.. scores],
            Outcome = [.. Enumerable.Repeat((byte)1, scores.Count)],
            Response = new byte[scores.Count],
            Need = [],
            Patient = [.. patient],
            Encounter = [.. Enumerable.Range(1, scores.Count).Select(number => (UInt128)number)],
            Dimensions = [.. Definition.Dimensions.Select((dimension, index) => new EquityMonitor.Monitoring.Encounters.DimensionColumn(dimension.Column, Values[index], [.. codes[index]]))],
        };
        var day = new DateRange(Hospital.FirstDay, Hospital.FirstDay);
        return LoadedPeriod.Of(Definition, EncounterFrame.Of(Definition, [(day.From, columns)]), day, day.To.AddDays(30));
    }
}

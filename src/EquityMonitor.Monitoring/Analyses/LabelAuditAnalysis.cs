using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>Need against score by the values of one dimension, over the first encounter of each patient in the scored range.</summary>
/// <param name="Values">In the order of the result's groups.</param>
/// <param name="WithoutNeed">Patients whose first encounter has no measure of need; they are left out.</param>
public sealed record LabelAuditAnalysis(DateRange Scored, string Dimension, IReadOnlyList<string> Values, long WithoutNeed, Computed<LabelAuditResult> Result)
{
    /// <param name="days">Ascending; within each day encounters stand in the order of time.</param>
    internal static LabelAuditAnalysis Of(ModelDefinition definition, DateRange scored, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days, string dimension)
    {
        var people = First(definition, days, dimension);
        var measured = people.Where(person => person.Need is not null).ToList();
        string[] values = [.. measured.Select(person => person.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var result = LabelAudit.Evaluate(
            [.. measured.Select(person => person.Score)],
            [.. measured.Select(person => person.Need!.Value)],
            [.. measured.Select(person => (ushort)Array.BinarySearch(values, person.Value, StringComparer.Ordinal))],
            values.Length,
            definition.Threshold,
            definition.Confidence);
        return new LabelAuditAnalysis(scored, dimension, values, people.Count - measured.Count, result);
    }

    /// <summary>An encounter without a patient counts as one of somebody else's.</summary>
    private static List<Person> First(ModelDefinition definition, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days, string dimension)
    {
        var seen = new HashSet<UInt128>();
        var people = new List<Person>();
        foreach (var columns in days.Select(day => day.Columns))
        {
            var column = Array.Find(columns.Dimensions, candidate => candidate.Column == dimension);
            for (var row = 0; row < columns.Rows; row++)
            {
                var isLinked = definition.Patient is not null && columns.Patient.Length > 0 && columns.Patient[row] != UInt128.Zero;
                if (isLinked && !seen.Add(columns.Patient[row]))
                    continue;
                var value = column is null ? Evaluation.EncounterFrame.NotRecorded : column.Dictionary[column.Codes[row]];
                people.Add(new Person(columns.Score[row], columns.Need.Length > 0 ? columns.Need[row] : null, value));
            }
        }

        return people;
    }

    private readonly record struct Person(double Score, double? Need, string Value);
}

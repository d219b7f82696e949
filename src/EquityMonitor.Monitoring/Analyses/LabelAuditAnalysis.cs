using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>Need against score by the values of one dimension, over the first encounter of each patient in the scored range.</summary>
/// <param name="Values">In the order of the result's groups.</param>
/// <param name="WithoutNeed">Patients whose first encounter has no measure of need; they are left out.</param>
public sealed record LabelAuditAnalysis(DateRange Scored, string Dimension, IReadOnlyList<string> Values, long WithoutNeed, Computed<LabelAuditResult> Result)
{
    /// <summary>By each dimension of the definition, in its order: the patients are the same.</summary>
    /// <param name="days">Ascending; within each day encounters stand in the order of time.</param>
    internal static IReadOnlyList<LabelAuditAnalysis> OfEach(
        ModelDefinition definition, DateRange scored, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days, CancellationToken cancellationToken)
    {
        var people = First(definition, days);
        Person[] measured = [.. people.Where(person => person.Need is not null)];
        double[] scores = Array.ConvertAll(measured, person => person.Score), needs = Array.ConvertAll(measured, person => person.Need!.Value);
        var audits = new List<LabelAuditAnalysis>();
        foreach (var dimension in definition.Dimensions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = Array.ConvertAll(measured, person => person.Value(dimension.Column));
            string[] values = [.. own.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var codes = Array.ConvertAll(own, value => (ushort)Array.BinarySearch(values, value, StringComparer.Ordinal));
            audits.Add(new LabelAuditAnalysis(scored, dimension.Column, values, people.Count - measured.Length, LabelAudit.Evaluate(scores, needs, codes, values.Length, definition.Threshold, definition.Confidence)));
        }

        return audits;
    }

    /// <summary>An encounter without a patient counts as one of somebody else's.</summary>
    private static List<Person> First(ModelDefinition definition, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days)
    {
        var seen = new HashSet<UInt128>();
        var people = new List<Person>();
        foreach (var columns in days.Select(day => day.Columns))
        {
            for (var row = 0; row < columns.Rows; row++)
            {
                var isLinked = definition.Patient is not null && columns.Patient.Length > 0 && columns.Patient[row] != UInt128.Zero;
                if (isLinked && !seen.Add(columns.Patient[row]))
                    continue;
                people.Add(new Person(columns, row));
            }
        }

        return people;
    }

    private readonly record struct Person(EncounterColumns Columns, int Row)
    {
        public double Score => Columns.Score[Row];

        public double? Need => Columns.Need.Length > 0 ? Columns.Need[Row] : null;

        public string Value(string dimension) =>
            Array.Find(Columns.Dimensions, candidate => candidate.Column == dimension) is { } column ? column.Dictionary[column.Codes[Row]] : Evaluation.EncounterFrame.NotRecorded;
    }
}

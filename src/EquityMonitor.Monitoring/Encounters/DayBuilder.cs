using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// Turns the scored encounters of one day into columns: ids become keyed hashes, rows come into canonical order (time, encounter hash, then every column), so
/// the same rows give the same content however the source ordered them.
/// </summary>
public static class DayBuilder
{
    /// <param name="definition">Says how many scores of an encounter count, and which columns there are.</param>
    /// <param name="encounters">Of one day, valid and without duplicates, in any order.</param>
    /// <param name="hasher">Holds the site's key.</param>
    /// <exception cref="ArgumentException">An encounter carries another number of dimension values than the definition has dimensions.</exception>
    public static EncounterColumns Build(ModelDefinition definition, IEnumerable<ScoredEncounter> encounters, IdentifierHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(encounters);
        ArgumentNullException.ThrowIfNull(hasher);
        var dimensions = definition.Dimensions.Count;
        var rows = new List<Row>();
        foreach (var encounter in PerEncounterReduction.Apply([.. encounters], definition.PerEncounter))
        {
            if (encounter.Values.Length != dimensions)
                throw new ArgumentException($"An encounter has {encounter.Values.Length} dimension values; the definition of {definition.Key} has {dimensions} dimensions.", nameof(encounters));
            rows.Add(new Row(encounter, hasher.Encounter(encounter.Encounter), encounter.Patient is null ? UInt128.Zero : hasher.Patient(encounter.Patient)));
        }

        rows.Sort(Row.InCanonicalOrder);
        return new EncounterColumns
        {
            Score = Column(rows, row => row.Score),
            Outcome = Column(rows, row => row.Source.Outcome ?? EncounterColumns.OutcomeUnknown),
            Response = Column(rows, row => (byte)row.Source.Response),
            Need = definition.Need is null ? [] : Column(rows, row => row.Source.Need),
            Patient = definition.Patient is null ? [] : Column(rows, row => row.Patient),
            Encounter = Column(rows, row => row.Encounter),
            Dimensions = [.. definition.Dimensions.Select((dimension, index) => Code(dimension.Column, rows, index))],
        };
    }

    private static T[] Column<T>(List<Row> rows, Func<Row, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        return column;
    }

    private static DimensionColumn Code(string column, List<Row> rows, int index)
    {
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
            distinct.Add(row.Source.Values[index]);
        if (distinct.Count > ushort.MaxValue)
            throw new InvalidOperationException($"The dimension '{column}' has {distinct.Count} values on one day: give it 'values' or 'bands'.");
        var dictionary = distinct.ToArray();
        Array.Sort(dictionary, StringComparer.Ordinal);
        var codes = new Dictionary<string, ushort>(dictionary.Length, StringComparer.Ordinal);
        for (var code = 0; code < dictionary.Length; code++)
            codes.Add(dictionary[code], (ushort)code);
        return new DimensionColumn(column, dictionary, Column(rows, row => codes[row.Source.Values[index]]));
    }

    private sealed class Row(ScoredEncounter source, UInt128 encounter, UInt128 patient)
    {
        public ScoredEncounter Source => source;

        public UInt128 Encounter => encounter;

        public UInt128 Patient => patient;

        /// <summary>Adding zero turns a negative zero into the ordinary one: equal scores must have equal bits.</summary>
        public double Score { get; } = source.Score + 0.0;

        public static int InCanonicalOrder(Row a, Row b)
        {
            var order = (a.Source.Time?.Ticks ?? 0).CompareTo(b.Source.Time?.Ticks ?? 0);
            if (order != 0 || (order = a.Encounter.CompareTo(b.Encounter)) != 0
                || (order = a.Score.CompareTo(b.Score)) != 0
                || (order = Nullable.Compare(a.Source.Outcome, b.Source.Outcome)) != 0
                || (order = a.Source.Response.CompareTo(b.Source.Response)) != 0
                || (order = Nullable.Compare(a.Source.Need, b.Source.Need)) != 0
                || (order = a.Patient.CompareTo(b.Patient)) != 0)
                return order;
            for (var i = 0; i < a.Source.Values.Length; i++)
            {
                order = string.CompareOrdinal(a.Source.Values[i], b.Source.Values[i]);
                if (order != 0)
                    return order;
            }

            return 0;
        }
    }
}

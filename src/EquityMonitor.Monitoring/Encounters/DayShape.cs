using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>What an encounter day's rows and columns depend on in the definition. Days pulled under another shape are pulled again.</summary>
internal static class DayShape
{
    public static bool Same(ModelDefinition a, ModelDefinition b) => CanonicalDefinition.Rows(a).SequenceEqual(CanonicalDefinition.Rows(b));

    /// <summary>
    /// Whether the rows of a day that cannot be had again still say what they would say today: score, outcome, encounter, time and perEncounter are declared as
    /// they were. Otherwise the day has no rows under the new revision, because the score or outcome of another declaration must not be judged as today's.
    /// </summary>
    public static bool KeepsRows(ModelDefinition old, ModelDefinition current) => CanonicalDefinition.RowMeaning(old).SequenceEqual(CanonicalDefinition.RowMeaning(current));

    /// <summary>
    /// A day that was pulled under an older definition, cannot be had again and <see cref="KeepsRows"/>: of its dimensions it keeps those that mean the same today.
    /// The others are left out, which evaluation shows as "Not recorded"; that is not Unknown. Responses, needs and patients of another declaration become
    /// those of a row that has none.
    /// </summary>
    public static EncounterColumns Retain(EncounterColumns columns, ModelDefinition old, ModelDefinition current)
    {
        var before = new Dictionary<string, string>(CanonicalDefinition.Rows(old), StringComparer.Ordinal);
        var now = new Dictionary<string, string>(CanonicalDefinition.Rows(current), StringComparer.Ordinal);
        var kept = new List<DimensionColumn>();
        foreach (var dimension in current.Dimensions)
        {
            var earlier = old.Dimensions.FirstOrDefault(other => other.Column == dimension.Column);
            var stored = Array.Find(columns.Dimensions, column => column.Column == dimension.Column);
            if (earlier is not null && stored is not null && earlier.Bands.SequenceEqual(dimension.Bands) && earlier.Values.SequenceEqual(dimension.Values))
                kept.Add(stored);
        }

        return columns with
        {
            Response = Same("response") ? columns.Response : new byte[columns.Rows],
            Need = Same("need") ? columns.Need : new double?[current.Need is null ? 0 : columns.Rows],
            Patient = Same("patient") ? columns.Patient : new UInt128[current.Patient is null ? 0 : columns.Rows],
            Dimensions = [.. kept],
        };

        bool Same(string group) => before[group] == now[group];
    }
}

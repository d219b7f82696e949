using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>What an encounter day's rows and columns depend on in the definition. Days pulled under another shape are pulled again.</summary>
internal static class DayShape
{
    public static bool Same(ModelDefinition a, ModelDefinition b) => CanonicalDefinition.Rows(a).SequenceEqual(CanonicalDefinition.Rows(b));

    /// <summary>
    /// A day that was pulled under an older definition and cannot be had again: it keeps its rows, and of its dimensions those that mean the same today. The
    /// others are left out, which evaluation shows as "Not recorded"; that is not Unknown.
    /// </summary>
    public static EncounterColumns Retain(EncounterColumns columns, ModelDefinition? old, ModelDefinition current)
    {
        var kept = new List<DimensionColumn>();
        foreach (var dimension in current.Dimensions)
        {
            var before = old?.Dimensions.FirstOrDefault(other => other.Column == dimension.Column);
            var stored = Array.Find(columns.Dimensions, column => column.Column == dimension.Column);
            if (before is not null && stored is not null && before.Bands.SequenceEqual(dimension.Bands) && before.Values.SequenceEqual(dimension.Values))
                kept.Add(stored);
        }

        return columns with { Dimensions = [.. kept] };
    }
}

using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>
/// Reduces the scores of one encounter to one, within one local day. First and last are the first and last <em>of the day</em>, as highest is: a day is stored and replaced as a whole, and what it
/// holds must not depend on other days. An encounter that is scored on three days therefore counts once on each. A file without time
/// is one period: the highest score of it counts, and first and last do not exist.
/// </summary>
public static class PerEncounterReduction
{
    /// <param name="rows">The valid rows of one day (or of several), duplicates removed.</param>
    /// <exception cref="ArgumentException">First or last of rows without a time.</exception>
    /// <returns>The rows that stay, in their order. Of equal highest scores the earliest stays; remaining ties are decided by content as for duplicates.</returns>
    public static List<ScoredEncounter> Apply(IReadOnlyList<ScoredEncounter> rows, PerEncounter mode)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (mode == PerEncounter.Every)
            return [.. rows];
        if (mode != PerEncounter.Highest && rows.Any(row => row.Time is null))
            throw new ArgumentException($"Without a time there is no {mode.ToString().ToLowerInvariant()} score of an encounter.", nameof(mode));
        var places = new Dictionary<(string, DateOnly?), int>();
        var kept = new List<ScoredEncounter>();
        foreach (var row in rows)
        {
            var key = (row.Encounter, row.Time?.Day);
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = kept.Count;
                kept.Add(row);
            }
            else if (Precedes(row, kept[place], mode))
            {
                kept[place] = row;
            }
        }

        return kept;
    }

    private static bool Precedes(ScoredEncounter candidate, ScoredEncounter kept, PerEncounter mode)
    {
        var earlier = Nullable.Compare(candidate.Time?.Ticks, kept.Time?.Ticks);
        var order = mode switch
        {
            PerEncounter.First => earlier,
            PerEncounter.Last => -earlier,
            PerEncounter.Highest => kept.Score.CompareTo(candidate.Score) is not 0 and var byScore ? byScore : earlier,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
        return order != 0 ? order < 0 : DuplicateRows.Compare(candidate, kept) < 0;
    }
}

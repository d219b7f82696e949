namespace EquityMonitor.Monitoring.Sources;

/// <summary>
/// Keeps one of several rows of the same encounter and time. Which one is decided by content and never by the order of arrival: the one with a known outcome, then the lower score, then
/// outcome, response, need, patient and values in that order. So two pulls of the same rows keep the same row. Where there is no time, two scores of an encounter may be of two times, and only a row that
/// is the same in everything the definition names is a duplicate.
/// </summary>
public static class DuplicateRows
{
    /// <summary>Removes the rows that are not kept, in place; the others stay in their order.</summary>
    /// <returns>How many were removed.</returns>
    public static int Remove(List<ScoredEncounter> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var places = new Dictionary<(string, long), int>(rows.Count);
        var timeless = new HashSet<ScoredEncounter>(SameInEverything.Instance);
        var kept = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Time is not { } time)
            {
                if (timeless.Add(row))
                    rows[kept++] = row;
                continue;
            }

            var key = (row.Encounter, time.Ticks);
            if (places.TryGetValue(key, out var place))
            {
                if (Compare(row, rows[place]) < 0)
                    rows[place] = row;
                continue;
            }

            places[key] = kept;
            rows[kept++] = row;
        }

        var removed = rows.Count - kept;
        rows.RemoveRange(kept, removed);
        return removed;
    }

    /// <summary>Less than zero when <paramref name="a"/> is kept before <paramref name="b"/>.</summary>
    internal static int Compare(ScoredEncounter a, ScoredEncounter b)
    {
        var order = (a.Outcome is null).CompareTo(b.Outcome is null);
        order = order != 0 ? order : a.Score.CompareTo(b.Score);
        order = order != 0 ? order : Nullable.Compare(a.Outcome, b.Outcome);
        order = order != 0 ? order : a.Response.CompareTo(b.Response);
        order = order != 0 ? order : Nullable.Compare(a.Need, b.Need);
        order = order != 0 ? order : string.CompareOrdinal(a.Patient, b.Patient);
        for (var i = 0; order == 0 && i < a.Values.Length; i++)
            order = string.CompareOrdinal(a.Values[i], b.Values[i]);
        return order;
    }

    private sealed class SameInEverything : IEqualityComparer<ScoredEncounter>
    {
        public static readonly SameInEverything Instance = new();

        public bool Equals(ScoredEncounter? x, ScoredEncounter? y) => x is not null && y is not null && x.Encounter == y.Encounter && Compare(x, y) == 0;

        public int GetHashCode(ScoredEncounter row) => HashCode.Combine(row.Encounter, row.Score);
    }
}

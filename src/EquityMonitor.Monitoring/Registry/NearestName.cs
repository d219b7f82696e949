namespace EquityMonitor.Monitoring.Registry;

/// <summary>The known name that a mistyped one was most likely meant to be.</summary>
public static class NearestName
{
    /// <returns>The nearest name, or null when none is near: more than a third of the letters would have to change.</returns>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        var best = known
            .Select(name => (name, distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.name is not null && best.distance <= Math.Max(1, Math.Max(typed.Length, best.name.Length) / 3) ? best.name : null;
    }

    /// <summary>Either " Did you mean 'x'?" or nothing, to be added to a message.</summary>
    public static string Hint(string typed, IEnumerable<string> known) => Of(typed, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>Levenshtein distance: insertions, deletions and replacements.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

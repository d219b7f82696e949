using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>The rows of one day as they were read.</summary>
internal sealed class DayRows
{
    public List<ScoredEncounter> Valid { get; } = [];

    public Dictionary<(string Reason, string Field), int> Rejected { get; } = [];
}

/// <summary>Reads days in chunks of about a month: a source that is a file is scanned for every query, and memory holds one chunk.</summary>
internal static class ChunkReader
{
    private const int ChunkDays = 31;

    /// <summary>Days that nobody wants are read along rather than asked around, up to this many in a row.</summary>
    private const int WidestGap = 7;

    /// <param name="days">Ascending.</param>
    public static IEnumerable<IReadOnlyList<DateOnly>> Split(IReadOnlyList<DateOnly> days)
    {
        var chunk = new List<DateOnly>();
        foreach (var day in days)
        {
            if (chunk.Count > 0 && (day.DayNumber - chunk[0].DayNumber >= ChunkDays || day.DayNumber - chunk[^1].DayNumber > WidestGap))
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(day);
        }

        if (chunk.Count > 0)
            yield return chunk;
    }

    /// <summary>All rows of the chunk's days, before anything of them is written.</summary>
    public static async Task<IReadOnlyDictionary<DateOnly, DayRows>> ReadAsync(
        IEncounterSource source, ModelDefinition definition, IReadOnlyList<DateOnly> chunk, CancellationToken cancellationToken)
    {
        var days = chunk.ToDictionary(day => day, _ => new DayRows());
        await foreach (var row in source.ReadAsync(definition, chunk[0], chunk[^1].AddDays(1), cancellationToken).WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.IsValid)
            {
                if (days.TryGetValue(row.Encounter.Time!.Value.Day, out var day))
                    day.Valid.Add(row.Encounter);
            }
            else if (days.TryGetValue(row.Rejected.Day ?? chunk[0], out var day))
            {
                var kind = (row.Rejected.Reason.ToString(), row.Rejected.Field);
                day.Rejected[kind] = day.Rejected.GetValueOrDefault(kind) + 1;
            }
        }

        return days;
    }
}

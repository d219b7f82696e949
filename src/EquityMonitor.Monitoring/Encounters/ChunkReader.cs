using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>The rows of one day as they were read.</summary>
internal sealed class DayRows
{
    public List<ScoredEncounter> Valid { get; } = [];

    public Dictionary<(string Reason, string Field), int> Rejected { get; } = [];

    /// <summary>Bad ones included.</summary>
    public int Rows => Valid.Count + Rejected.Values.Sum();
}

/// <summary>Reads the days of a chunk.</summary>
internal static class ChunkReader
{
    /// <summary>All rows of the chunk's days, before anything of them is written.</summary>
    /// <exception cref="SourceException">The source cannot be read as declared, or gave a row whose time cannot be read: nobody can say which day it is missing from.</exception>
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
            else if (days.TryGetValue(row.Rejected.Day ?? throw WithoutDay(definition.Time!, row.Rejected), out var day))
            {
                var kind = (row.Rejected.Reason.ToString(), row.Rejected.Field);
                day.Rejected[kind] = day.Rejected.GetValueOrDefault(kind) + 1;
            }
        }

        return days;
    }

    private static SourceException WithoutDay(TimeDefinition time, RejectedRow row) => new(
        $"The source gave a row that belongs to no day, so that nothing of this pull is used: in '{row.Field}' the {row.Reason.Text()}. Leave such rows out in the query (WHERE {time.Column} IS NOT NULL), "
        + $"or give times as 2026-01-31T14:05:00, {(time.Kind == TimeKind.Offset ? "with an offset" : "without an offset")}, as time.kind ({time.Kind.ToString().ToLowerInvariant()}) says.");
}

using System.Runtime.CompilerServices;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Encounters;

/// <summary>A hospital's database that a test can edit between two pulls.</summary>
internal sealed class InMemorySource : IEncounterSource
{
    public Dictionary<DateOnly, List<ScoredEncounter>> Days { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    public List<DateOnly> Changed { get; } = [];

    /// <summary>Null when nothing changed.</summary>
    public DateTime? HighestChange { get; set; }

    /// <summary>Thrown after some rows have been given.</summary>
    public Exception? Failure { get; set; }

    public Exception? ChangedFailure { get; set; }

    public List<DateRange> Reads { get; } = [];

    public List<DateTime> Looks { get; } = [];

    public async IAsyncEnumerable<SourceRow> ReadAsync(
        ModelDefinition definition, DateOnly from, DateOnly toExclusive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Reads.Add(new DateRange(from, toExclusive.AddDays(-1)));
        foreach (var row in Rejected.Where(row => row.Day is null || (row.Day >= from && row.Day < toExclusive)))
            yield return SourceRow.Bad(row.Day, row.Reason, row.Field);
        foreach (var row in Days.Where(day => day.Key >= from && day.Key < toExclusive).SelectMany(day => day.Value))
            yield return SourceRow.Valid(row with { Values = [.. row.Values.Take(definition.Dimensions.Count), .. Enumerable.Repeat("New", Math.Max(0, definition.Dimensions.Count - row.Values.Length))] });
        if (Failure is not null)
            throw Failure;
    }

    public Task<ChangedDays> ReadChangedDaysAsync(ModelDefinition definition, DateTime since, CancellationToken cancellationToken)
    {
        Looks.Add(since);
        return ChangedFailure is not null
            ? Task.FromException<ChangedDays>(ChangedFailure)
            : Task.FromResult(new ChangedDays([.. Changed.Order()], HighestChange ?? since));
    }
}

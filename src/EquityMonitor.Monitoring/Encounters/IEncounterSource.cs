using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>What a pull asks of a source. Failures are <see cref="SourceException"/>s.</summary>
public interface IEncounterSource
{
    /// <summary>The rows of the local days from <paramref name="from"/> up to and without <paramref name="toExclusive"/>, in any order.</summary>
    IAsyncEnumerable<SourceRow> ReadAsync(ModelDefinition definition, DateOnly from, DateOnly toExclusive, CancellationToken cancellationToken);

    /// <summary>The days with rows that changed after <paramref name="since"/>, on the clock of the change column.</summary>
    Task<ChangedDays> ReadChangedDaysAsync(ModelDefinition definition, DateTime since, CancellationToken cancellationToken);
}

/// <summary>The hospital's database as the source of a pull.</summary>
public sealed class SourceReaderEncounters(SourceReader reader) : IEncounterSource
{
    public IAsyncEnumerable<SourceRow> ReadAsync(ModelDefinition definition, DateOnly from, DateOnly toExclusive, CancellationToken cancellationToken) =>
        reader.ReadAsync(definition, from, toExclusive, cancellationToken);

    public Task<ChangedDays> ReadChangedDaysAsync(ModelDefinition definition, DateTime since, CancellationToken cancellationToken) =>
        reader.ReadChangedDaysAsync(definition, since, cancellationToken);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EquityMonitor.Tests;

/// <summary>What a reading takes, in figures that depend neither on the machine nor on what else it does: its time is judged where nothing else runs.</summary>
/// <param name="Queries">Asked of the database.</param>
/// <param name="Rows">Read from it.</param>
/// <param name="Bytes">Allocated, garbage and all: most of the time of a reading goes where memory goes.</param>
public sealed record ReadingCost(int Queries, int Rows, long Bytes)
{
    /// <summary>Nothing of it is more.</summary>
    public bool IsAtMost(int queries, int rows, double megabytes) => Queries <= queries && Rows <= rows && Bytes <= megabytes * 1024 * 1024;

    public override string ToString() => FormattableString.Invariant($"{Queries} queries, {Rows} rows, {Bytes / 1024.0 / 1024:0.0} MB");
}

/// <summary>Counts what the contexts of a test ask of an embedded database.</summary>
public sealed class ReadingMeter : DbCommandInterceptor
{
    private int _queries;
    private int _rows;

    /// <summary>Of a reading that is done a second time, when everything that only the first one needs is there.</summary>
    public ReadingCost Of(Func<Task> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Once(read);
        (_queries, _rows) = (0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Once(read);
        return new ReadingCost(_queries, _rows, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The same of a reading that others help with, whose memory is not counted.</summary>
    public async Task<(int Queries, int Rows)> CountAsync(Func<Task> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        (_queries, _rows) = (0, 0);
        await read();
        return (_queries, _rows);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _queries);
        return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        Interlocked.Add(ref _rows, eventData.ReadCount);
        return base.DataReaderDisposing(command, eventData, result);
    }

    /// <summary>SQLite answers at once, so that all of it happens on this thread, whose memory is counted.</summary>
    private static void Once(Func<Task> read)
    {
        var reading = read();
        reading.IsCompleted.ShouldBeTrue();
        reading.GetAwaiter().GetResult();
    }
}

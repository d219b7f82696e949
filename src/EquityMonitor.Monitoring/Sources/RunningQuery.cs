using System.Data.Common;
using System.Globalization;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>A query under way, with its time limit and cancellation; turns database errors into messages that are safe to show.</summary>
internal sealed class RunningQuery : IAsyncDisposable
{
    private readonly Func<DbException, string> _describe;
    private readonly TimeSpan _timeLimit;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenRegistration _interrupt;
    private readonly CancellationToken _caller;
    private DbDataReader? _reader;

    private RunningQuery(Action interrupt, Func<DbException, string> describe, TimeSpan timeLimit, TimeProvider time, CancellationToken caller)
    {
        _describe = describe;
        _timeLimit = timeLimit;
        _caller = caller;
        _limit = new CancellationTokenSource(timeLimit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _limit.Token);
        _interrupt = _either.Token.Register(interrupt);
    }

    public DbDataReader Reader => _reader ?? throw new InvalidOperationException("The query has not been started.");

    public static async Task<RunningQuery> StartAsync(
        SourceSession session, ISourceDialect dialect, DbCommand command, TimeSpan timeLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = new RunningQuery(() => session.Interrupt(command), dialect.Describe, timeLimit, time, cancellationToken);
        try
        {
            query._reader = await query.Guard(() => command.ExecuteReaderAsync(query._either.Token));
            return query;
        }
        catch
        {
            await query.DisposeAsync();
            throw;
        }
    }

    public Task<bool> ReadAsync() => Guard(() => Reader.ReadAsync(_either.Token));

    /// <summary>Reading a cell can fail as well, where the provider converts it.</summary>
    public SourceRow Parse(Func<SourceRow> parse)
    {
        _either.Token.ThrowIfCancellationRequested();
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is DbException or InvalidCastException or OverflowException)
        {
            throw Unreadable(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _interrupt.DisposeAsync();
        if (_reader is not null)
            await _reader.DisposeAsync();
        _either.Dispose();
        _limit.Dispose();
    }

    private async Task<T> Guard<T>(Func<Task<T>> action)
    {
        try
        {
            _either.Token.ThrowIfCancellationRequested();
            return await action();
        }
        catch (Exception) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (Exception) when (_limit.IsCancellationRequested)
        {
            throw TooSlow();
        }
        catch (DbException exception)
        {
            throw Refused(exception);
        }
    }

    // The provider's exception is not kept as the inner one: its message can hold values of rows, and stored or logged exceptions print it.
    private static SourceException Unreadable(Exception exception) =>
        new($"A value of the source cannot be read ({exception.GetType().Name}). Cast the column in the query to a number, a text or a time.");

    private SourceException TooSlow() => new(string.Create(CultureInfo.InvariantCulture,
        $"The source did not answer within {_timeLimit}. Add an index on the time column, pull fewer days at a time, or raise Sources:TimeLimit."));

    private SourceException Refused(DbException exception) => new("The source refused the query: " + _describe(exception));
}

using System.Data.Common;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>An open connection to a source and what has to be ended with it. Disposing ends without committing anything.</summary>
public sealed class SourceSession(
    DbConnection connection, DbTransaction? transaction, Action<DbCommand> interrupt, IReadOnlyList<string> warnings, Action<DbCommand>? prepare = null) : IAsyncDisposable
{
    /// <summary>What an administrator should change, for example a login that can write.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public DbConnection Connection => connection;

    public DbCommand CreateCommand(string text, TimeSpan timeLimit)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        command.CommandTimeout = (int)Math.Ceiling(timeLimit.TotalSeconds);
        prepare?.Invoke(command);
        return command;
    }

    /// <summary>Stops a running command from another thread.</summary>
    public void Interrupt(DbCommand command) => interrupt(command);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            try
            {
                await transaction.RollbackAsync(CancellationToken.None);
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                // The server has ended the transaction already: closing the connection is all that is left.
            }

            await transaction.DisposeAsync();
        }

        await connection.DisposeAsync();
    }
}

using System.Data.Common;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Hosting.Sources;

/// <summary>Turns what goes wrong while a source is opened into messages that name the connection and no secret.</summary>
internal static class SourceErrors
{
    /// <summary>Builders quote a malformed connection string in their messages, so that those are not passed on.</summary>
    public static T Read<T>(string connectionName, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw Malformed(connectionName);
        }
    }

    public static async Task<SourceSession> OpenAsync(DbConnection connection, string connectionName, Func<DbException, string> describe, Func<Task<SourceSession>> open)
    {
        try
        {
            return await open();
        }
        catch (DbException exception)
        {
            await connection.DisposeAsync();
            throw Unreachable(connectionName, describe(exception));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static SourceException Malformed(string name) => new($"The connection string ConnectionStrings:{name} cannot be read. Write it as key=value pairs divided by semicolons.");

    private static SourceException Unreachable(string name, string reason) => new($"The connection '{name}' cannot be opened: {reason} Check ConnectionStrings:{name}.");
}

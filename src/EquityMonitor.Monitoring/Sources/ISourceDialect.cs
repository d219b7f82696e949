using System.Data.Common;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>A bound of a pull: the wall-clock midnight for local times, the instant of that midnight on the UTC clock otherwise. The kind of the DateTime is always Unspecified.</summary>
public readonly record struct SourceBound(TimeKind Kind, DateTime Clock);

/// <summary>What differs from one source database to the next.</summary>
public interface ISourceDialect
{
    /// <summary>As <c>source.provider</c> names it.</summary>
    string Provider { get; }

    /// <summary>
    /// Whether this database compares times as texts, so that a bound can only be a date. The pull then asks for whole dates around the wanted range, and leaves out what is beside it.
    /// </summary>
    bool BoundsAreDates { get; }

    /// <summary>The query with its parameters in the form that the database wants; quoted text and comments stay as they are.</summary>
    string Rewrite(string query);

    /// <summary>Adds a time with the type that it is compared as.</summary>
    void AddTime(DbCommand command, string name, SourceBound bound);

    /// <summary>Opens a session that can only read, where the database has such a thing.</summary>
    /// <exception cref="SourceException">The connection is not configured or cannot be opened.</exception>
    Task<SourceSession> OpenAsync(string connectionName, TimeSpan timeLimit, CancellationToken cancellationToken);

    /// <summary>Whether the database says of a column that it holds instants, where the .NET value does not tell.</summary>
    bool IsInstant(DbDataReader reader, int ordinal);

    /// <summary>What a database error says, without values of rows.</summary>
    string Describe(DbException exception);
}

using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Hosting.Sources;

/// <summary>
/// DuckDB: files (CSV, gzipped CSV, Parquet) in allowed folders as SQL sources, over an in-memory database or a database file that is opened read-only. No network, no extensions to install or load
/// by themselves, and a configuration that a query cannot change back.
/// </summary>
public sealed partial class DuckDbSource(SourceConnections connections) : ISourceDialect, IFileSource
{
    public string Provider => SourceProvider.DuckDb;

    public ISourceDialect Dialect => this;

    public bool BoundsAreDates => false;

    /// <summary>
    /// <c>@from</c> becomes <c>$from</c>. The relative name of a file that a query reads becomes the absolute one in the first allowed folder that has it: DuckDB would look in the folder
    /// in which the process was started.
    /// </summary>
    public string Rewrite(string query)
    {
        var folders = connections.AllowedFolders();
        var text = new StringBuilder(query.Length + 64);
        foreach (var part in SqlText.Split(query, SqlQuoting.Of(Provider)))
        {
            text.Append(part.Kind switch
            {
                SqlPartKind.Parameter => "$" + part.Text[1..].ToLowerInvariant(),
                SqlPartKind.Quoted when part.Text[0] == '\'' && NamesFile().IsMatch(text.ToString()) => Literal(Absolute(part.Text[1..^1].Replace("''", "'"), folders)),
                _ => part.Text,
            });
        }

        return text.ToString();
    }

    public void AddTime(DbCommand command, string name, SourceBound bound) => ((DuckDBCommand)command).Parameters.Add(bound.Kind == TimeKind.Offset
        ? new DuckDBParameter(name, DbType.DateTimeOffset, new DateTimeOffset(bound.Clock, TimeSpan.Zero))
        : new DuckDBParameter(name, DbType.DateTime, bound.Clock));

    public Task<SourceSession> OpenAsync(string connectionName, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var file = DataSource(connectionName);
        if (file is not null && !File.Exists(file))
            throw new SourceException($"The file of connection '{connectionName}' is not there. Check Data Source in ConnectionStrings:{connectionName}; a relative path begins at the data root.");
        return OpenAsync(connectionName, file is null ? "Data Source=:memory:" : $"Data Source={file};ACCESS_MODE=READ_ONLY", $"allowed_directories=[{string.Join(", ", connections.AllowedFolders().Select(Literal))}]", cancellationToken);
    }

    public async Task<(SourceSession Session, string Table)> OpenFileAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        var name = Path.GetFileName(full);
        if (!File.Exists(full))
            throw new SourceException($"The file {name} is not there. Check the path.");
        var table = full switch
        {
            _ when EndsWith(".csv") || EndsWith(".csv.gz") => CsvFile.Table(full),
            _ when EndsWith(".parquet") => $"read_parquet({Literal(full)})",
            _ => throw new SourceException($"The file {name} is of a kind that is not read. Give a .csv, .csv.gz or .parquet file."),
        };
        return (await OpenAsync(name, "Data Source=:memory:", $"allowed_paths=[{Literal(full)}]", cancellationToken), table);

        bool EndsWith(string ending) => full.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
    }

    public bool IsInstant(DbDataReader reader, int ordinal) => reader.GetDataTypeName(ordinal) == "TimestampTz";

    /// <summary>Conversion errors quote values of rows, and CSV errors the line; the first line of the others speaks of the query.</summary>
    public string Describe(DbException exception)
    {
        if (CsvFile.Problem(exception.Message) is { } problem)
            return problem;
        var line = exception.Message.Split('\n')[0];
        if (line.StartsWith("Invalid Input Error", StringComparison.Ordinal) && (line.Contains("magic bytes", StringComparison.Ordinal) || line.Contains("to be a Parquet file", StringComparison.Ordinal)))
            return "A file is no Parquet file, or was cut off. Write it again.";
        if (line.StartsWith("Permission Error", StringComparison.Ordinal))
            return "A file lies outside the allowed folders or is not there. Put it into one of them, or add its folder to Sources:DuckDb:AllowedFolders.";
        if (line.StartsWith("Binder Error: Cannot compare values of type VARCHAR", StringComparison.Ordinal))
            return "The time column is text. Cast it in the query, for example scored_at::timestamp >= @from.";
        string[] safe = ["Parser Error", "Binder Error", "Catalog Error", "IO Error", "Invalid Input Error: Cannot change", "Interrupt"];
        return safe.Any(start => line.StartsWith(start, StringComparison.Ordinal))
            ? line
            : $"{line.Split(':')[0]}; a value of a row does not fit the query, for example a cast.";
    }

    private async Task<SourceSession> OpenAsync(string name, string connectionString, string allowed, CancellationToken cancellationToken)
    {
        var connection = new DuckDBConnection(connectionString);
        return await SourceErrors.OpenAsync(connection, name, Describe, async () =>
        {
            await connection.OpenAsync(cancellationToken);
            await using var setup = connection.CreateCommand();
            setup.CommandText = $"""
                SET TimeZone = 'UTC'; SET {allowed}; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
                SET allow_community_extensions = false; SET enable_external_access = false; SET lock_configuration = true;
                """;
            await setup.ExecuteNonQueryAsync(cancellationToken);
            return new SourceSession(connection, null, command => command.Cancel(), [], command => ((DuckDBCommand)command).UseStreamingMode = true);
        });
    }

    /// <returns>The path of the database file, or null for an in-memory database.</returns>
    private string? DataSource(string connectionName)
    {
        var builder = SourceErrors.Read(connectionName, () => new DbConnectionStringBuilder { ConnectionString = connections.Get(connectionName) });
        var name = builder.TryGetValue("Data Source", out var value) || builder.TryGetValue("DataSource", out value) ? value?.ToString() : null;
        if (string.IsNullOrWhiteSpace(name))
            throw new SourceException($"ConnectionStrings:{connectionName} names no Data Source. Write Data Source=:memory: to query files, or Data Source=warehouse.duckdb.");
        return name.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) ? null : Path.GetFullPath(connections.ResolvePath(name));
    }

    private static string Absolute(string file, IReadOnlyList<string> folders)
    {
        if (Path.IsPathRooted(file) || file.Contains("://", StringComparison.Ordinal))
            return file;
        var candidates = folders.Select(folder => Path.Combine(folder, file)).ToList();
        return candidates.FirstOrDefault(File.Exists) ?? candidates[0];
    }

    internal static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>The end of a query up to a literal that names a file: FROM 'x.csv', read_csv('x.csv', and the later items of read_csv(['x.csv', 'y.csv']).</summary>
    [GeneratedRegex(@"(?:\b(?:from|join)\s+|\b(?:read_\w+|\w+_scan|glob)\s*\(\s*(?:\[\s*(?:'(?:[^']|'')*'\s*,\s*)*)?)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamesFile();
}

namespace EquityMonitor.Monitoring.Registry;

/// <summary>The databases that a source can be.</summary>
public static class SourceProvider
{
    public const string SqlServer = "sqlserver";
    public const string PostgreSql = "postgresql";
    public const string Sqlite = "sqlite";
    public const string DuckDb = "duckdb";

    public static IReadOnlyList<string> All { get; } = [SqlServer, PostgreSql, Sqlite, DuckDb];
}

/// <summary>What a query of a definition has to look like, checked when the definition is read and again before it is run.</summary>
public static class SourceQuery
{
    /// <summary>
    /// Words that are reserved in T-SQL, so that unquoted they are never the name of a column. SQL Server has no read-only transaction and needs no semicolon between statements,
    /// so there the words are looked at; the other databases refuse by themselves.
    /// </summary>
    private static readonly HashSet<string> WritingWords = new(StringComparer.Ordinal)
    {
        "INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "EXEC", "EXECUTE", "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "DENY",
        "COMMIT", "ROLLBACK", "SAVE", "TRAN", "TRANSACTION", "BEGIN", "DECLARE", "SET", "USE", "BACKUP", "RESTORE", "SHUTDOWN", "KILL", "DBCC", "RECONFIGURE", "WAITFOR",
    };

    /// <returns>What is wrong and what to write instead, or null.</returns>
    public static string? Problem(string query, string? provider, params ReadOnlySpan<string> parameters)
    {
        var quoting = SqlQuoting.Of(provider);
        var words = SqlText.Words(query, quoting);
        var first = words.FirstOrDefault();
        if (first is not ("SELECT" or "WITH") && !(first == "FROM" && provider == SourceProvider.DuckDb))
            return "The query has to be one SELECT (or WITH ... SELECT), since the source is only read.";
        if (SqlText.HasSecondStatement(query, quoting))
            return "The query has more than one statement. Write one SELECT, without anything behind a semicolon.";
        if (provider == SourceProvider.SqlServer && WritingWord(words) is { } word)
            return $"The query contains {word}, and a source is only read. Write one SELECT; put a column of that name in [brackets].";
        var found = SqlText.Parameters(query, quoting);
        foreach (var parameter in parameters)
        {
            if (!found.Contains(parameter))
                return $"The query does not use @{parameter}. Write, for example, {Example(parameter)} (outside quotation marks and comments).";
        }

        foreach (var name in found)
        {
            if (!parameters.Contains(name))
                return $"The query uses @{name}, which has no value here. Known are {string.Join(" and ", parameters.ToArray().Select(known => "@" + known))}.";
        }

        return null;
    }

    /// <summary>MERGE is also the name of a join algorithm (MERGE JOIN, MERGE UNION), which reads.</summary>
    private static string? WritingWord(IEnumerable<string> words)
    {
        var list = words.ToList();
        for (var i = 0; i < list.Count; i++)
        {
            if (WritingWords.Contains(list[i]) && !(list[i] == "MERGE" && i + 1 < list.Count && list[i + 1] is ("JOIN" or "UNION")))
                return list[i];
        }

        return null;
    }

    private static string Example(string parameter) => parameter switch
    {
        "since" => "... WHERE updated_at > @since",
        _ => "... WHERE scored_at >= @from AND scored_at < @to",
    };
}

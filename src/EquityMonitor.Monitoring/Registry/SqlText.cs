using System.Text;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Which marks enclose text and names in a database's SQL, so that a mark inside them is not taken for code.</summary>
public sealed record SqlQuoting(bool Brackets, bool Backticks, bool DollarQuotes, bool NestedComments)
{
    /// <summary>The quoting of a provider; standard SQL for an unknown one.</summary>
    public static SqlQuoting Of(string? provider) => provider switch
    {
        SourceProvider.SqlServer => new(Brackets: true, Backticks: false, DollarQuotes: false, NestedComments: true),
        SourceProvider.Sqlite => new(Brackets: true, Backticks: true, DollarQuotes: false, NestedComments: false),
        SourceProvider.PostgreSql or SourceProvider.DuckDb => new(Brackets: false, Backticks: false, DollarQuotes: true, NestedComments: true),
        _ => new(Brackets: false, Backticks: false, DollarQuotes: false, NestedComments: false),
    };
}

public enum SqlPartKind
{
    Code,

    /// <summary>A string literal or a quoted name.</summary>
    Quoted,
    Comment,

    /// <summary>A parameter such as <c>@from</c>; <c>@@rowcount</c> is code.</summary>
    Parameter,
}

public readonly record struct SqlPart(SqlPartKind Kind, string Text);

/// <summary>
/// Splits a query into code, quoted text, comments and parameters. It does not understand SQL further: enough to find and rewrite parameters and to tell a second statement,
/// which is all that is wanted of a text whose author is trusted but may be mistaken. That it only reads is the business of the database login.
/// </summary>
public static class SqlText
{
    public static IReadOnlyList<SqlPart> Split(string sql, SqlQuoting quoting)
    {
        var parts = new List<SqlPart>();
        var code = new StringBuilder();
        var position = 0;
        while (position < sql.Length)
        {
            var (kind, end) = Next(sql, position, quoting);
            if (kind == SqlPartKind.Code)
            {
                code.Append(sql, position, end - position);
            }
            else
            {
                Flush();
                parts.Add(new(kind, sql[position..end]));
            }

            position = end;
        }

        Flush();
        return parts;

        void Flush()
        {
            if (code.Length > 0)
                parts.Add(new(SqlPartKind.Code, code.ToString()));
            code.Clear();
        }
    }

    /// <summary>The names of the parameters, lower-case and without the at sign.</summary>
    public static IReadOnlySet<string> Parameters(string sql, SqlQuoting quoting) =>
        Split(sql, quoting).Where(part => part.Kind == SqlPartKind.Parameter).Select(part => part.Text[1..].ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The words of the code, upper-case, without quoted names.</summary>
    public static IEnumerable<string> Words(string sql, SqlQuoting quoting)
    {
        foreach (var part in Split(sql, quoting).Where(part => part.Kind == SqlPartKind.Code))
        {
            var start = -1;
            for (var i = 0; i <= part.Text.Length; i++)
            {
                if (i < part.Text.Length && IsWord(part.Text[i]))
                {
                    start = start < 0 ? i : start;
                }
                else if (start >= 0)
                {
                    yield return part.Text[start..i].ToUpperInvariant();
                    start = -1;
                }
            }
        }
    }

    /// <summary>Whether anything but blanks and comments stands behind a semicolon.</summary>
    public static bool HasSecondStatement(string sql, SqlQuoting quoting)
    {
        var ended = false;
        foreach (var part in Split(sql, quoting))
        {
            if (part.Kind == SqlPartKind.Comment)
                continue;
            if (part.Kind != SqlPartKind.Code)
            {
                if (ended)
                    return true;
                continue;
            }

            foreach (var letter in part.Text)
            {
                if (ended && letter != ';' && !char.IsWhiteSpace(letter))
                    return true;
                ended |= letter == ';';
            }
        }

        return false;
    }

    private static (SqlPartKind Kind, int End) Next(string sql, int at, SqlQuoting quoting)
    {
        var letter = sql[at];
        var following = at + 1 < sql.Length ? sql[at + 1] : '\0';
        return letter switch
        {
            '\'' => (SqlPartKind.Quoted, EndOfQuoted(sql, at, '\'', quoting.DollarQuotes && HasEscapePrefix(sql, at))),
            '"' => (SqlPartKind.Quoted, EndOfQuoted(sql, at, '"', false)),
            '[' when quoting.Brackets => (SqlPartKind.Quoted, EndOfQuoted(sql, at, ']', false)),
            '`' when quoting.Backticks => (SqlPartKind.Quoted, EndOfQuoted(sql, at, '`', false)),
            '-' when following == '-' => (SqlPartKind.Comment, EndOfLine(sql, at)),
            '/' when following == '*' => (SqlPartKind.Comment, EndOfComment(sql, at, quoting.NestedComments)),
            '$' when quoting.DollarQuotes && EndOfDollarQuoted(sql, at) is { } end => (SqlPartKind.Quoted, end),
            '@' when following == '@' => (SqlPartKind.Code, EndOfWord(sql, at + 2)),
            '@' when IsWord(following) => (SqlPartKind.Parameter, EndOfWord(sql, at + 1)),
            _ when IsWord(letter) => (SqlPartKind.Code, EndOfWord(sql, at)),
            _ => (SqlPartKind.Code, at + 1),
        };
    }

    /// <summary>A doubled closing mark stands for itself; the end of the text closes what was left open.</summary>
    private static int EndOfQuoted(string sql, int at, char close, bool backslashEscapes)
    {
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (backslashEscapes && sql[i] == '\\')
                i++;
            else if (sql[i] == close && i + 1 < sql.Length && sql[i + 1] == close)
                i++;
            else if (sql[i] == close)
                return i + 1;
        }

        return sql.Length;
    }

    private static bool HasEscapePrefix(string sql, int at) =>
        at > 0 && sql[at - 1] is 'e' or 'E' && (at == 1 || !IsWord(sql[at - 2]));

    private static int EndOfLine(string sql, int at) => sql.IndexOf('\n', at) is >= 0 and var end ? end + 1 : sql.Length;

    private static int EndOfComment(string sql, int at, bool nested)
    {
        var depth = 1;
        for (var i = at + 2; i + 1 < sql.Length; i++)
        {
            if (sql[i] == '*' && sql[i + 1] == '/')
            {
                i++;
                if (--depth == 0)
                    return i + 1;
            }
            else if (nested && sql[i] == '/' && sql[i + 1] == '*')
            {
                i++;
                depth++;
            }
        }

        return sql.Length;
    }

    private static int? EndOfDollarQuoted(string sql, int at)
    {
        var tagEnd = EndOfWord(sql, at + 1, dollar: false);
        if (tagEnd >= sql.Length || sql[tagEnd] != '$' || (at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])))
            return null;
        var tag = sql[at..(tagEnd + 1)];
        return sql.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal) is >= 0 and var end ? end + tag.Length : sql.Length;
    }

    private static int EndOfWord(string sql, int at, bool dollar = true)
    {
        while (at < sql.Length && (dollar ? IsWord(sql[at]) || sql[at] == '$' : IsWord(sql[at])))
            at++;
        return at;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '#';
}

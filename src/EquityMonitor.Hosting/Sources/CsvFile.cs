using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Hosting.Sources;

/// <summary>
/// What DuckDB has to be told about a CSV file, and what it says about one. Left to guess the separator, it takes the whole header for one column when a single line further down is broken.
/// </summary>
internal static partial class CsvFile
{
    private const string Separators = ",;\t|";

    /// <summary>A file that is no table may be one line.</summary>
    private const int LongestHeader = 1_000_000;

    /// <summary>The expression for all rows, every column as text. Separator, columns and line ends are those of the first line; nothing is left to guess.</summary>
    /// <exception cref="SourceException">The file is empty, or is no gzip file although its name says so.</exception>
    public static string Table(string path)
    {
        var name = Path.GetFileName(path);
        var line = FirstLine(path, name);
        var header = line.TrimEnd('\r', '\n');
        if (header.Length == 0)
            throw new SourceException($"The file {name} is empty, or its first line is. Write the names of the columns there.");
        var separator = Separators.MaxBy(candidate => Split(header, candidate).Count);
        var columns = Distinct(Split(header, separator)).Select(column => $"{DuckDbSource.Literal(column)}: 'VARCHAR'");
        var lineEnd = line.EndsWith("\r\n", StringComparison.Ordinal) ? "\\r\\n" : line.EndsWith('\r') ? "\\r" : "\\n";
        return $"read_csv({DuckDbSource.Literal(path)}, auto_detect = false, header = true, delim = '{separator}', quote = '\"', escape = '\"', new_line = '{lineEnd}', columns = {{{string.Join(", ", columns)}}})";
    }

    /// <summary>What is wrong with a line, without what stands in it; null where the message is none about a line of a CSV file.</summary>
    public static string? Problem(string message)
    {
        if (LineNumber().Match(message) is not { Success: true } line)
            return null;
        var where = $"Line {line.Groups["line"].Value} of the CSV file";
        if (FieldCount().Match(message) is { Success: true } count)
            return string.Create(CultureInfo.InvariantCulture, $"{where} has {count.Groups["found"].Value} fields where the header has {count.Groups["wanted"].Value}. Mend the line.");
        if (message.Contains("unterminated quote", StringComparison.Ordinal))
            return $"{where} opens a quotation mark that is not closed as CSV wants it. Mend the line.";
        return message.Contains("not utf-8", StringComparison.OrdinalIgnoreCase) || message.Contains("unicode", StringComparison.OrdinalIgnoreCase)
            ? $"{where} holds letters that are not UTF-8. Save the file as UTF-8."
            : $"{where} cannot be read. Compare it with the lines before it.";
    }

    /// <summary>With its line end.</summary>
    private static string FirstLine(string path, string name)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(content);
            var line = new StringBuilder();
            while (line.Length < LongestHeader && reader.Read() is >= 0 and var letter)
            {
                line.Append((char)letter);
                if (letter == '\n' || (letter == '\r' && reader.Peek() != '\n'))
                    break;
            }

            return line.ToString();
        }
        catch (InvalidDataException)
        {
            throw new SourceException($"The file {name} is named .gz but is not gzipped. Rename it to .csv, or pack it with gzip.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The file {name} cannot be opened. Check that the account that runs this program may read it.");
        }
    }

    private static List<string> Split(string header, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < header.Length; i++)
        {
            var letter = header[i];
            if (letter == '"' && quoted && i + 1 < header.Length && header[i + 1] == '"')
            {
                field.Append(header[++i]);
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == separator && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    /// <summary>A column without a name, or with that of another, gets one: the definition may not need it.</summary>
    private static IEnumerable<string> Distinct(List<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            var stem = names[i].Trim() is { Length: > 0 } name ? name : string.Create(CultureInfo.InvariantCulture, $"column{i}");
            var unique = stem;
            for (var again = 1; !taken.Add(unique); again++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{stem}_{again}");
            yield return unique;
        }
    }

    [GeneratedRegex(@"CSV Error on Line: (?<line>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"^Expected Number of Columns: (?<wanted>\d+) Found: (?<found>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldCount();
}

using System.Text;

namespace EquityMonitor.Reporting.Tests.Audit;

/// <summary>Reads RFC 4180 independently of the library that wrote it.</summary>
internal static class CsvLines
{
    public static IReadOnlyList<Dictionary<string, string>> Read(byte[] utf8)
    {
        var records = Records(Encoding.UTF8.GetString(utf8));
        var header = records[0];
        return records.Skip(1).Select(record =>
        {
            record.Count.ShouldBe(header.Count);
            return header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }).ToArray();
    }

    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                records[^1].Add(field.ToString());
                field.Clear();
                if (c == '\n')
                    records.Add([]);
            }
            else if (quoted || c != '\r')
                field.Append(c);
        }

        if (records[^1].Count == 0)
            records.RemoveAt(records.Count - 1);
        return records;
    }
}

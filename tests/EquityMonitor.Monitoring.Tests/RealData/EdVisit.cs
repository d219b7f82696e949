using System.Globalization;
using System.IO.Compression;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>One line of the survey's file, read without any code of the product.</summary>
internal sealed record EdVisit(DateOnly Day, string Hospital, int? Score, bool Critical, IReadOnlyDictionary<string, string> Values)
{
    private const int Threshold = 5;

    public bool Flagged => Score >= Threshold;

    /// <summary>No field of this file is quoted.</summary>
    public static IReadOnlyList<EdVisit> ReadAll(string folder)
    {
        using var file = File.OpenRead(Path.Combine(folder, "ed_triage_visits.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var visits = new List<EdVisit>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            string Cell(string column) => cells[Array.IndexOf(header, column)];
            string Value(string column) => Cell(column) is { Length: > 0 } value ? value : "Unknown";
            visits.Add(new EdVisit(
                DateOnly.ParseExact(Cell("arrived_at")[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Cell("site"),
                Cell("early_warning_score") is { Length: > 0 } score ? int.Parse(score, CultureInfo.InvariantCulture) : null,
                Cell("critical_care_or_death") == "1",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["race_ethnicity_imputed"] = Value("race_ethnicity_imputed"),
                    ["sex"] = Value("sex"),
                    ["payer"] = Value("payer"),
                    ["region"] = Value("region"),
                    ["age"] = int.Parse(Cell("age"), CultureInfo.InvariantCulture) switch { < 18 => "under 18", < 45 => "18-44", < 65 => "45-64", < 80 => "65-79", _ => "80 and over" },
                }));
        }

        return visits;
    }

    /// <summary>P(score of a critical visit is higher) + P(equal)/2, by the definition: every pair is looked at, equal scores counted together.</summary>
    public static double? PlainAuroc(IReadOnlyCollection<EdVisit> visits)
    {
        var positives = visits.Where(visit => visit.Critical).CountBy(visit => visit.Score!.Value).ToList();
        var negatives = visits.Where(visit => !visit.Critical).CountBy(visit => visit.Score!.Value).ToList();
        var pairs = (double)positives.Sum(score => (long)score.Value) * negatives.Sum(score => (long)score.Value);
        return pairs == 0 ? null : positives.Sum(p => negatives.Sum(n => (double)p.Value * n.Value * (p.Key > n.Key ? 1 : p.Key == n.Key ? 0.5 : 0))) / pairs;
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>The reference values and the encounters they were computed on, which lie outside the repository. Tests skip visibly where they are absent.</summary>
internal sealed class ReferenceData
{
    public const double Threshold = 0.15;
    public static readonly ScoreScale Scale = new(Threshold, IsProbability: true, ConfidenceLevel.Default);
    private static readonly string? Folder = FindFolder();
    private static readonly Lazy<ReferenceData> Loaded = new(() => new ReferenceData(Folder!));

    private ReferenceData(string folder)
    {
        Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference", "expected.json"))).RootElement;
        DriftVectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference", "drift_vectors.json"))).RootElement;
        DeLong = [.. File.ReadLines(Path.Combine(folder, "reference", "delong.csv")).Skip(1).Select(SplitLine)];
        using var file = File.OpenRead(Path.Combine(folder, "data", "readmission_encounters.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var columns = SplitLine(reader.ReadLine()!);
        Rows = [.. ReadLines(reader).Select(line => new Row(columns, SplitLine(line)))];
    }

    public JsonElement Expected { get; }

    public JsonElement DriftVectors { get; }

    /// <summary>dimension, value, n, positives, auroc, auroc_var_delong, ...</summary>
    public IReadOnlyList<string[]> DeLong { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static ReferenceData Require()
    {
        Assert.SkipUnless(Folder is not null, "The reference values (../shared beside the repository, or EQUITYMONITOR_SHARED) are not here.");
        return Loaded.Value;
    }

    /// <summary>"All", "race=Asian" or "race=AfricanAmerican &amp; sex=Female".</summary>
    public (PerformanceSample Own, PerformanceSample Complement) Samples(string subgroup)
    {
        (string Column, string Value)[] parts = [.. Parts(subgroup)];
        ushort[] codes = [.. Rows.Select(row => (ushort)(Array.TrueForAll(parts, part => row[part.Column] == part.Value) ? 1 : 0))];
        var ranked = RankedOutcomes.FromScores([.. Rows.Select(row => row.Score)], [.. Rows.Select(row => row.Outcome)]);
        var auroc = SubgroupAuroc.Evaluate(ranked, codes, 1);
        return (Sample(Rows.Where((_, row) => codes[row] == 1), auroc.Own), Sample(Rows.Where((_, row) => codes[row] == 0), auroc.Complement));
    }

    /// <summary>The subgroup's encounters, in file order.</summary>
    public ScoredOutcomes Outcomes(string subgroup)
    {
        var rows = Rows.Where(row => Parts(subgroup).All(part => row[part.Column] == part.Value)).ToList();
        return ScoredOutcomes.Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Outcome)]);
    }

    private static IEnumerable<(string Column, string Value)> Parts(string subgroup) =>
        subgroup == "All" ? [] : subgroup.Split(" & ").Select(part => (part[..part.IndexOf('=')], part[(part.IndexOf('=') + 1)..]));

    private static PerformanceSample Sample(IEnumerable<Row> chosen, AurocResult? auroc)
    {
        var rows = chosen.ToList();
        long Count(bool flagged, int outcome) => rows.Count(row => row.Score >= Threshold == flagged && row.Outcome == outcome);
        double SumOf(Func<Row, double> value) => rows.Sum(value);
        return new PerformanceSample
        {
            Scored = rows.Count,
            Flagged = rows.Count(row => row.Score >= Threshold),
            Mature = rows.Count,
            Counts = new ConfusionCounts(Count(true, 1), Count(true, 0), Count(false, 1), Count(false, 0)),
            SumScore = SumOf(row => row.Score),
            SumSquaredError = SumOf(row => Math.Pow(row.Score - row.Outcome, 2)),
            SumFourthPowerError = SumOf(row => Math.Pow(row.Score - row.Outcome, 4)),
            Auroc = auroc,
        };
    }

    private static IEnumerable<string> ReadLines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string[] SplitLine(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }

    private static string? FindFolder()
    {
        var configured = Environment.GetEnvironmentVariable("EQUITYMONITOR_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); configured is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EquityMonitor.sln")) && folder.Parent is { } parent)
                configured = Path.Combine(parent.FullName, "shared");
        }

        return configured is not null && File.Exists(Path.Combine(configured, "reference", "expected.json")) ? configured : null;
    }

    internal sealed record Row(string[] Columns, string[] Fields)
    {
        public double Score { get; } = double.Parse(Fields[Array.IndexOf(Columns, "score")], CultureInfo.InvariantCulture);

        public byte Outcome { get; } = byte.Parse(Fields[Array.IndexOf(Columns, "readmitted_30d")], CultureInfo.InvariantCulture);

        /// <summary>A blank attribute is "Unknown".</summary>
        public string this[string column] => Fields[Array.IndexOf(Columns, column)] is { Length: > 0 } value ? value : "Unknown";
    }
}

using System.Globalization;
using System.Text.Json;
using Shouldly;

namespace EquityMonitor.Statistics.Tests;

/// <summary>
/// The simulated encounters of Golden/fixture.csv and what scikit-learn 1.2.1, statsmodels 0.13.5, scipy 1.10.1 (Golden/make_fixture_golden.py) and R 4.2.2
/// with pROC 1.18.0 (Golden/make_fixture_golden.R) compute from them.
/// </summary>
internal static class Fixture
{
    public const double Threshold = 0.15;
    public static readonly ScoreScale Scale = new(Threshold, IsProbability: true, ConfidenceLevel.Default);
    public static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(PathOf("fixture_golden.json"))).RootElement;
    public static readonly IReadOnlyList<Row> Rows = [.. File.ReadLines(PathOf("fixture.csv")).Skip(1).Select(Row.Parse)];

    private static readonly Dictionary<(string Group, string What), double> FromR = File.ReadLines(PathOf("fixture_r.csv")).Skip(1).Select(line => line.Split(','))
        .ToDictionary(fields => (fields[0], fields[1]), fields => double.Parse(fields[2], CultureInfo.InvariantCulture));

    public static double R(string group, string what) => FromR[(group, what)];

    /// <summary>"All", "group=B" or "sex=Male".</summary>
    public static IReadOnlyList<Row> Group(string name) => name.Split('=') switch
    {
        ["group", var value] => [.. Rows.Where(row => row.Group == value)],
        ["sex", var value] => [.. Rows.Where(row => row.Sex == value)],
        _ => Rows,
    };

    public static ScoredOutcomes Outcomes(IReadOnlyList<Row> rows, bool withPatients = false) => ScoredOutcomes.Of(
        Scores(rows),
        [.. rows.Select(row => row.Outcome)],
        withPatients ? [.. Enumerable.Range(0, rows.Count).Where(index => index == 0 || rows[index].Patient != rows[index - 1].Patient)] : []);

    public static double[] Scores(IEnumerable<Row> rows) => [.. rows.Select(row => row.Score)];

    /// <summary>What points keep of the rows.</summary>
    public static PerformanceSample Sample(IReadOnlyList<Row> rows, bool withPatients = false)
    {
        int[] starts = withPatients ? [.. Enumerable.Range(0, rows.Count).Where(index => index == 0 || rows[index].Patient != rows[index - 1].Patient)] : [];
        var ranked = RankedOutcomes.FromScores(Scores(rows), [.. rows.Select(row => row.Outcome)], starts);
        var precision = new AveragePrecisionResult?[1];
        AveragePrecision.EvaluatePartition(ranked, [], precision);
        long Count(Func<Row, bool> chosen) => rows.Count(chosen);
        return new PerformanceSample
        {
            Scored = rows.Count,
            Flagged = Count(row => row.Flagged),
            Responded = Count(row => row.Flagged && row.Response.Length > 0),
            Overridden = Count(row => row.Flagged && row.Response == "overridden"),
            Mature = rows.Count,
            Counts = new ConfusionCounts(
                Count(row => row.Flagged && row.Outcome == 1), Count(row => row.Flagged && row.Outcome == 0),
                Count(row => !row.Flagged && row.Outcome == 1), Count(row => !row.Flagged && row.Outcome == 0)),
            SumScore = rows.Sum(row => row.Score),
            SumSquaredError = rows.Sum(row => Math.Pow(row.Score - row.Outcome, 2)),
            SumFourthPowerError = rows.Sum(row => Math.Pow(row.Score - row.Outcome, 4)),
            SumSquaredErrorOfPositives = rows.Sum(row => row.Outcome * Math.Pow(1 - row.Score, 2)),
            Auroc = SubgroupAuroc.Evaluate(ranked).Own,
            AveragePrecision = precision[0],
            ClusterVariances = withPatients ? ClusteredCounts.Evaluate(starts, [.. rows.Select(State)], [], 0, [.. rows.Select(row => Math.Pow(row.Score - row.Outcome, 2))], Threshold).All.Variances : null,
        };
    }

    public static byte State(Row row) => (byte)(
        RowState.InScoredRange | RowState.InMatureRange | RowState.OutcomeKnown
        | (row.Flagged ? RowState.Flagged : RowState.None) | (row.Outcome == 1 ? RowState.OutcomePositive : RowState.None)
        | (row.Response.Length > 0 ? RowState.Responded : RowState.None) | (row.Response == "overridden" ? RowState.Overridden : RowState.None));

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>Value, lower and upper limit, relative to 1e-9 unless told.</summary>
    public static void ShouldEqual(Estimate actual, JsonElement expected, string what, double relative = 1e-9)
    {
        var measured = actual.ShouldBeOfType<Estimate.Measured>(what);
        Near(measured.Value, expected[0].GetDouble(), what, relative);
        Near(measured.Interval!.Value.Low!.Value, expected[1].GetDouble(), what, relative);
        Near(measured.Interval!.Value.High!.Value, expected[2].GetDouble(), what, relative);
    }

    public static void Near(double actual, double expected, string what, double relative = 1e-9) =>
        actual.ShouldBe(expected, Math.Max(relative * Math.Abs(expected), 1e-14), what);

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);

    internal sealed record Row(string Patient, string Group, string Sex, int Age, bool Current, double Score, byte Outcome, string Response, double Need)
    {
        public bool Flagged => Score >= Threshold;

        public static Row Parse(string line)
        {
            var fields = line.Split(',');
            double Number(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture);
            return new Row(
                fields[0], fields[1].Length == 0 ? "Unknown" : fields[1], fields[2], (int)Number(3), fields[4] == "1", Number(5), (byte)Number(6), fields[7], Number(8));
        }
    }
}

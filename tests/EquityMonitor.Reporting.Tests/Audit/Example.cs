using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Audit;

/// <summary>A small hospital, given by its confusion counts on two dimensions.</summary>
internal static class Example
{
    public static readonly (string Race, string Sex, ConfusionCounts Counts)[] Cells =
    [
        ("Black", "Female", new(20, 60, 80, 340)),
        ("Black", "Male", new(55, 50, 45, 350)),
        ("White", "Female", new(120, 130, 80, 670)),
        ("White", "Male", new(130, 120, 70, 680)),
        ("Unknown", "Female", new(2, 3, 0, 15)),
        ("Unknown", "Male", new(0, 0, 0, 12)),
    ];

    public static ModelDefinition Definition(ScoreKind kind = ScoreKind.Probability, params RuleDefinition[] rules) => new()
    {
        Key = "readmission",
        Name = "30-day readmission risk",
        Version = "2.1",
        Score = new("score", kind, 0, kind == ScoreKind.Points ? 20 : 1),
        Threshold = 0.15,
        Outcome = new("readmitted_30d", 30),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Dimensions = [new("race", "Race", [], []), new("sex", "Sex", [], [])],
        Rules = rules,
    };

    public static readonly RuleDefinition SensitivityFloor = new()
    {
        Key = "sens-floor",
        Name = "Sensitivity floor",
        Metric = Metric.Sensitivity,
        Better = BetterDirection.Higher,
        Limit = new Limit.Floor(0.55),
        Window = 0,
        Severity = Severity.High,
    };

    public static readonly RuleDefinition PpvRatio = new()
    {
        Key = "ppv-ratio",
        Name = "PPV four fifths",
        Metric = Metric.Ppv,
        Better = BetterDirection.Higher,
        Limit = new Limit.Ratio(0.8),
        Against = new Reference.Complement(),
        Window = 0,
    };

    public static readonly RuleDefinition SensitivityGap = new()
    {
        Key = "sens-gap",
        Name = "Sensitivity gap",
        Metric = Metric.Sensitivity,
        Better = BetterDirection.Higher,
        Limit = new Limit.Gap(0.05),
        Against = new Reference.Complement(),
        Window = 0,
    };

    public static AuditResult Audit(ModelDefinition definition, IReadOnlyList<(string Race, string Sex, ConfusionCounts Counts)>? cells = null)
    {
        var samples = Samples(cells ?? Cells);
        return new AuditResult
        {
            Definition = definition,
            FileName = "encounters.csv",
            GeneratedAt = new DateTimeOffset(2026, 9, 3, 10, 30, 0, TimeSpan.Zero),
            Quarantined = new Dictionary<string, long>(StringComparer.Ordinal) { ["score is missing"] = 3 },
            Samples = samples,
            Judgements = RuleJudge.Judge(definition, samples),
            Intersections = 2,
        };
    }

    public static AuditFigures Figures(bool suppress = false, params RuleDefinition[] rules) =>
        AuditFigures.Of(Audit(Definition(ScoreKind.Probability, rules)), suppress ? new SmallCellSuppression() : null);

    public static IReadOnlyList<SubgroupSample> Samples(IReadOnlyList<(string Race, string Sex, ConfusionCounts Counts)> cells)
    {
        var all = cells.Aggregate(default(ConfusionCounts), (sum, cell) => Add(sum, cell.Counts));
        var groups = cells.Select(cell => (Key: SubgroupKey.Of([new("race", cell.Race), new("sex", cell.Sex)]), cell.Counts))
            .Concat(cells.Select(cell => (Key: SubgroupKey.Of("race", cell.Race), cell.Counts)))
            .Concat(cells.Select(cell => (Key: SubgroupKey.Of("sex", cell.Sex), cell.Counts)))
            .GroupBy(pair => pair.Key, pair => pair.Counts)
            .Select(group => (group.Key, Counts: group.Aggregate(default(ConfusionCounts), Add)))
            .OrderBy(pair => pair.Key);
        return
        [
            new SubgroupSample(SubgroupKey.All, Sample(all), null, null),
            .. groups.Select(group => new SubgroupSample(group.Key, Sample(group.Counts), Sample(Add(all, group.Counts, -1)), null)),
        ];
    }

    private static PerformanceSample Sample(ConfusionCounts counts) => new()
    {
        Scored = counts.Total,
        Flagged = counts.Flagged,
        Mature = counts.Total,
        Counts = counts,
        Patients = counts.Total,
        SumScore = counts.Positives * 0.9 + 0.5,
        SumSquaredError = counts.Total * 0.1,
        SumFourthPowerError = counts.Total * 0.05,
        Auroc = counts.Positives >= 2 && counts.Negatives >= 2 ? new AurocResult(0.75, 0.5 / counts.Total) : null,
    };

    private static ConfusionCounts Add(ConfusionCounts left, ConfusionCounts right) => Add(left, right, 1);

    private static ConfusionCounts Add(ConfusionCounts left, ConfusionCounts right, int sign) => new(
        left.TruePositives + sign * right.TruePositives,
        left.FalsePositives + sign * right.FalsePositives,
        left.FalseNegatives + sign * right.FalseNegatives,
        left.TrueNegatives + sign * right.TrueNegatives);
}

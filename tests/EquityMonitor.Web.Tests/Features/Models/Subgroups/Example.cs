using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

/// <summary>A small hospital, given by its confusion counts on two dimensions, judged by the real rules.</summary>
internal static class Example
{
    public static readonly DateOnly AsOf = new(2026, 9, 3);
    public static readonly DateOnly Since = new(2026, 7, 25);

    public static readonly RuleDefinition Floor = Rule("sens-floor", Metric.Sensitivity, new Limit.Floor(0.5), BetterDirection.Higher);
    public static readonly RuleDefinition FprCeiling = Rule("fpr-ceiling", Metric.Fpr, new Limit.Ceiling(0.2), BetterDirection.Lower);
    public static readonly RuleDefinition Gap = Rule("sens-gap", Metric.Sensitivity, new Limit.Gap(0.05), BetterDirection.Higher);
    public static readonly RuleDefinition PpvRatio = Rule("ppv-ratio", Metric.Ppv, new Limit.Ratio(0.8), BetterDirection.Higher);
    public static readonly RuleDefinition Band = Rule("calibration", Metric.ObservedExpected, new Limit.Band(0.8, 1.25), BetterDirection.Target);

    /// <summary>Spanish speakers are missed whatever their sex; of English speakers, women are missed most.</summary>
    private static readonly (string Language, string Sex, ConfusionCounts Counts)[] Cells =
    [
        ("English", "Female", new(260, 300, 140, 1300)),
        ("English", "Male", new(330, 200, 70, 1400)),
        ("Spanish", "Female", new(25, 100, 60, 320)),
        ("Spanish", "Male", new(30, 90, 55, 330)),
        ("Unknown", "Female", new(2, 3, 3, 12)),
    ];

    public static ModelDefinition Definition(params RuleDefinition[] rules) => new()
    {
        Key = "readmission",
        Name = "30-day readmission risk",
        Version = "2.1",
        Score = new("score", ScoreKind.Probability, 0, 1),
        Threshold = 0.15,
        Outcome = new("readmitted_30d", 30),
        Encounter = "encounter_id",
        Patient = "patient_id",
        Dimensions = [new("language", "Language", [], []), new("sex", "Sex", [], [])],
        Windows = [28, 90],
        Rules = rules,
    };

    public static SubgroupsView View(params RuleDefinition[] rules) => View(true, rules);

    public static SubgroupsView View(bool showSmallCells, params RuleDefinition[] rules) => View(Definition(rules), showSmallCells, Cells);

    /// <summary>Against the baseline in which Spanish speakers were found as often as the others.</summary>
    public static SubgroupsView ViewWithBaseline(bool showSmallCells, DateRange period, params RuleDefinition[] rules) => View(
        Definition(rules), showSmallCells, Cells,
        new BaselineSamples("2.1", period, new Dictionary<SubgroupKey, PerformanceSample>
        {
            [SubgroupKey.All] = Sample(new(700, 700, 300, 3300)),
            [SubgroupKey.Of("language", "Spanish")] = Sample(new(140, 190, 60, 650)),
            [SubgroupKey.Of("language", "English")] = Sample(new(5, 190, 60, 650)),
        }));

    public static SubgroupsView View(ModelDefinition definition, bool showSmallCells, IReadOnlyList<(string Language, string Sex, ConfusionCounts Counts)> cells, BaselineSamples? baseline = null)
    {
        var samples = Samples(cells);
        var range = new WindowRange(90, AsOf, new(AsOf.AddDays(-89), AsOf), new(AsOf.AddDays(-119), AsOf.AddDays(-30)));
        var verdicts = RuleJudge.Judge(definition, range, samples, baseline).ToDictionary(judgement => (judgement.Rule.Key, judgement.Subgroup.Key), judgement => new VerdictSpan(judgement.Verdict, Since, null));
        return new SubgroupsView
        {
            ModelKey = definition.Key,
            ModelName = definition.Name,
            Window = 90,
            AsOf = AsOf,
            Scored = range.Scored,
            Mature = range.Mature,
            HasEveryPair = true,
            Dimensions = definition.Dimensions,
            Level = definition.Confidence,
            ModelRules = definition.Rules,
            Metrics = Metric.All,
            Subgroups = SubgroupsReader.Rows(definition, range, new DaySamples(AsOf, samples), baseline, verdicts, showSmallCells),
        };
    }

    private static IReadOnlyList<SubgroupSample> Samples(IReadOnlyList<(string Language, string Sex, ConfusionCounts Counts)> cells)
    {
        var all = cells.Aggregate(default(ConfusionCounts), (sum, cell) => Add(sum, cell.Counts));
        var groups = cells
            .SelectMany(cell => new[] { SubgroupKey.Of([new("language", cell.Language), new("sex", cell.Sex)]), SubgroupKey.Of("language", cell.Language), SubgroupKey.Of("sex", cell.Sex) }
                .Select(key => (Key: key, cell.Counts)))
            .GroupBy(pair => pair.Key, pair => pair.Counts)
            .Select(group => (group.Key, Counts: group.Aggregate(default(ConfusionCounts), (sum, counts) => Add(sum, counts))))
            .OrderBy(pair => pair.Key);
        return
        [
            new SubgroupSample(SubgroupKey.All, Sample(all), null, null),
            .. groups.Select(group => new SubgroupSample(group.Key, Sample(group.Counts), Sample(Add(all, group.Counts, -1)), null)),
        ];
    }

    private static RuleDefinition Rule(string key, Metric metric, Limit limit, BetterDirection better) => new()
    {
        Key = key,
        Name = key,
        Metric = metric,
        Limit = limit,
        Better = better,
        Against = limit is Limit.Gap or Limit.Ratio ? new Reference.Complement() : null,
        Window = 90,
        Severity = Severity.High,
    };

    private static PerformanceSample Sample(ConfusionCounts counts) => new()
    {
        Scored = counts.Total,
        Flagged = counts.Flagged,
        Mature = counts.Total,
        Counts = counts,
        Patients = counts.Total,
        SumScore = (0.1 * counts.Total) + (0.5 * counts.TruePositives),
        SumSquaredError = counts.Total * 0.1,
        SumFourthPowerError = counts.Total * 0.05,
        Auroc = counts.Positives >= 2 && counts.Negatives >= 2 ? new AurocResult(0.75, 0.5 / counts.Total) : null,
        Calibration = counts.Positives == 0 || counts.Negatives == 0 ? null : new CalibrationResult(
            new CalibrationFit.Found((counts.TruePositives / (double)counts.Positives) - 0.6, 10.0 / counts.Total, null), new CalibrationFit.None(NotEstimableReason.NotConverged)),
    };

    private static ConfusionCounts Add(ConfusionCounts left, ConfusionCounts right, int sign = 1) => new(
        left.TruePositives + (sign * right.TruePositives),
        left.FalsePositives + (sign * right.FalsePositives),
        left.FalseNegatives + (sign * right.FalseNegatives),
        left.TrueNegatives + (sign * right.TrueNegatives));
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;

namespace EquityMonitor.Web.Tests.Features.Evidence;

/// <summary>Every combination of metric, limit, reference and evidence that import accepts has a power, and one that a person can make something of.</summary>
public sealed class PowerTableTests
{
    private static readonly DateOnly Newest = new(2026, 9, 3);

    private static readonly PerformanceSample Own = Sample(1, 0.72);
    private static readonly PerformanceSample Others = Sample(4, 0.78);

    private static readonly IReadOnlyList<RuleDefinition> Accepted = AcceptedOf(Candidates());

    [Fact]
    public void Import_OfEveryCombination_AcceptsTheseKinds()
    {
        Accepted.Select(rule => rule.Metric).Distinct().ShouldBe(Metric.ForRules, ignoreOrder: true);
        Accepted.Where(rule => rule.Evidence == RuleEvidence.PeekSafe).Select(rule => rule.Metric).Distinct()
            .ShouldBe([.. Metric.ForRules.Where(metric => metric.IsProportion), Metric.Nne, Metric.Auroc, Metric.Brier, Metric.ObservedExpected], ignoreOrder: true);
        Accepted.Where(rule => rule.Limit is Limit.Ratio).ShouldAllBe(rule => rule.Metric.IsProportion, "there is no ratio of an AUROC to tell the power of");
        Accepted.Where(rule => rule.Limit is Limit.Gap).Select(rule => rule.Metric).Distinct()
            .ShouldBe([.. Metric.ForRules.Where(metric => metric.IsProportion), Metric.Auroc, Metric.Brier, Metric.MeanError], ignoreOrder: true);
    }

    [Fact]
    public void Question_OfEveryAcceptedRule_CanBeAsked()
    {
        foreach (var rule in Accepted)
        {
            Question(rule, out var why).ShouldNotBeNull($"{Name(rule)}: {why}");
        }
    }

    [Fact]
    public void Answer_OfEveryRuleOnIntervalEvidence_FindsWhatIsLargeEnough()
    {
        foreach (var rule in Accepted.Where(rule => rule.Evidence == RuleEvidence.Interval))
        {
            var question = Question(rule, out _)!;
            var answer = PowerCalculation.Of(question, new PowerStanding(1, false), TestContext.Current.CancellationToken);
            var window = new PowerOfWindow(question);

            var gap = answer.SmallestGap.ShouldNotBeNull(Name(rule));
            window.Of(gap, PowerCalculation.Soon).ShouldBeGreaterThanOrEqualTo(0.8, Name(rule));
            window.Of(0.9 * gap, PowerCalculation.Soon).ShouldBeLessThan(0.8, Name(rule));
            window.Of(gap, 4 * PowerCalculation.Soon).ShouldBeGreaterThan(0.8, Name(rule));
            answer.Waits.ShouldNotBeEmpty(Name(rule));
            answer.Waits.Where(wait => wait.Gap > gap).ShouldAllBe(wait => wait.Days <= PowerCalculation.Soon, Name(rule));
            PowerWords.Lead(answer).ShouldContain("in four of five cases", customMessage: Name(rule));
            PowerWords.Lead(answer).ShouldNotContain("NaN", customMessage: Name(rule));
        }
    }

    /// <summary>One rule of each kind of bet against a named value and against the own baseline; the others have tests of their own, and the simulation takes its time.</summary>
    [Fact]
    public void Answer_PeekSafeAgainstANamedValueOrTheBaseline_FindsWhatIsLargeEnough()
    {
        Metric[] metrics = [Metric.Sensitivity, Metric.Auroc, Metric.Brier];
        var rules = Accepted.Where(rule => rule.Evidence == RuleEvidence.PeekSafe && metrics.Contains(rule.Metric) && rule.Against is (Reference.NamedValue or Reference.OwnBaseline)).ToList();
        rules.Count.ShouldBe(8, "gaps of three metrics and ratios of one");
        foreach (var rule in rules)
        {
            var answer = PowerCalculation.Of(Question(rule, out _)!, new PowerStanding(1, false), TestContext.Current.CancellationToken);

            answer.SmallestGap.ShouldNotBeNull(Name(rule));
            answer.Waits.ShouldNotBeEmpty(Name(rule));
        }
    }

    private static PowerQuestion? Question(RuleDefinition rule, out PowerReason? why)
    {
        var definition = Paths.Definition;
        var scale = RuleJudge.ScaleOf(definition);
        PowerReadings Read(PerformanceSample sample) => new(metric => Reading.Of(Estimator.Estimate(metric, sample, scale)));
        ComparisonReference reference = rule.Against is Reference.Everyone ? new ComparisonReference.Everyone(Others) : new ComparisonReference.Apart(Others);
        return PowerQuestion.Of(definition, rule, Paths.Spanish, Newest, Read(Own), rule.Against is null ? null : PowerReference.Of(reference, Read), out why);
    }

    private static string Name(RuleDefinition rule) => $"{rule.Metric.Key} {rule.Limit} against {rule.Against} on {rule.Evidence}";

    private static IEnumerable<string> Candidates()
    {
        var key = 0;
        foreach (var metric in Metric.ForRules)
        {
            var figure = ((Estimate.Measured)Estimator.Estimate(metric, Own, RuleJudge.ScaleOf(Paths.Definition))).Value;
            var (low, high) = metric.Better == BetterDirection.Target ? (metric.Aim - 0.2, metric.Aim + 0.25) : (0.9 * figure, metric == Metric.Nne ? 1.2 * figure : Math.Min(0.97, 1.1 * figure));
            string[] limits =
            [
                FormattableString.Invariant($"floor: {low:0.####}"), FormattableString.Invariant($"ceiling: {high:0.####}"), FormattableString.Invariant($"band: [{low:0.####}, {high:0.####}]"),
                .. new[] { "gap: 0.05", "ratio: 0.8" }.SelectMany(limit => new[] { "complement", "all", "baseline", "language=English" }.Select(against => $"{limit}, against: {against}")),
            ];
            foreach (var limit in limits)
            {
                foreach (var evidence in new[] { "interval", "peek-safe" })
                {
                    foreach (var better in metric.Better == BetterDirection.Stated && !limit.StartsWith("band", StringComparison.Ordinal) ? new[] { ", better: lower", ", better: higher" } : [""])
                        yield return $"  - {{ key: r{key++}, metric: {metric.Key}, {limit}, evidence: {evidence}{better} }}";
                }
            }
        }
    }

    /// <summary>By the reader itself, which says of each rule what is wrong with it.</summary>
    private static IReadOnlyList<RuleDefinition> AcceptedOf(IEnumerable<string> candidates)
    {
        var rules = candidates.ToList();
        var refused = Read(rules).Problems.Select(problem => problem.Key).Where(key => key.StartsWith("rules[", StringComparison.Ordinal)).Select(key => int.Parse(key[6..key.IndexOf(']', StringComparison.Ordinal)], null)).ToHashSet();
        var result = Read([.. rules.Where((_, index) => !refused.Contains(index))]);
        result.Problems.ShouldBeEmpty();
        return result.Definition!.Rules;
    }

    private static DefinitionResult Read(IReadOnlyList<string> rules)
    {
        var yaml = EquityMonitor.Web.Features.Overview.ExampleDefinition.Yaml;
        var head = yaml[..yaml.IndexOf("rules:", StringComparison.Ordinal)];
        return ModelDefinitionYaml.Parse(
            $"{head}baseline: {{ from: 2025-01-01, to: 2025-06-30 }}\nresponse: {{ column: response, accepted: [accepted], overridden: [overridden] }}\nrules:\n{string.Join('\n', rules)}\n", "table.yaml", DefinitionUse.Monitoring);
    }

    /// <summary>Of 3,000 encounters as many times, a sixth of them with the outcome, no patient twice.</summary>
    private static PerformanceSample Sample(int times, double auroc) => new()
    {
        Scored = 3600 * times,
        Flagged = 1000 * times,
        Responded = 800 * times,
        Overridden = 300 * times,
        Mature = 3300 * times,
        Counts = new ConfusionCounts(300 * times, 600 * times, 200 * times, 1900 * times),
        SumScore = 480.0 * times,
        SumSquaredError = 390.0 * times,
        SumFourthPowerError = 190.0 * times,
        SumSquaredErrorOfPositives = 250.0 * times,
        Auroc = new AurocResult(auroc, 0.00016 / times),
        AveragePrecision = new AveragePrecisionResult(0.42, null),
        Calibration = new CalibrationResult(new CalibrationFit.Found(0.05, 0.0035 / times, null), new CalibrationFit.Found(0.93, 0.0049 / times, null)),
    };
}

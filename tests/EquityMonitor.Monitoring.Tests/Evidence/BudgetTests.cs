using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>
/// Overlapping streams whose true value lies exactly at the limit, where false alarms are most frequent: on average at most one in a budget of days, all streams
/// together. How they bet is decided by what a baseline of half a year of the same data shows, as in use. The bound is on the mean; the tolerance is four standard errors
/// of a Poisson count of the most alarms there may be.
/// </summary>
public sealed class BudgetTests
{
    private const int Days = 4000;
    private const int Budget = 50;
    private const int BaselineDays = 181;

    public static TheoryData<string, Limit, bool> Rules => new()
    {
        { "sensitivity", new Limit.Floor(0.6), false },
        { "sensitivity", new Limit.Floor(0.6), true },
        { "sensitivity", new Limit.Gap(0.1), false },
        { "ppv", new Limit.Ratio(0.75), false },
        { "observedExpected", new Limit.Band(1, 5), false },
        { "auroc", new Limit.Floor(0.5), false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Step_TrueValueAtTheLimit_KeepsTheBudget(string metric, Limit limit, bool overdispersed)
    {
        var known = Metric.Find(metric).ShouldNotBeNull();
        var rule = new RuleDefinition
        {
            Key = "rule",
            Name = "Rule",
            Metric = known,
            Limit = limit,
            Better = known.Better,
            Window = 14,
            Against = limit is Limit.Gap or Limit.Ratio ? new Reference.Complement() : null,
            Evidence = RuleEvidence.PeekSafe,
        };
        var basis = Baseline(rule, metric, limit, overdispersed);
        if (overdispersed)
            basis.IsOrdinary(SubgroupKey.All).ShouldBeFalse("or the days do not vary enough to prove anything");
        var streams = new FormStreams(Frozen.Form(rule, Budget, basis));
        var random = new Random(20261123);
        var alarms = 0;
        for (var day = 0; day < Days; day++)
        {
            var changes = new List<AlarmChange>();
            streams.Step(Frozen.Day(day, Math.Max(streams.Count, 1), "", [.. Rows(random, metric, limit, overdispersed)]), changes);

            // Whoever looked would close a false alarm at once.
            foreach (var change in changes.Where(change => change.Kind == AlarmChangeKind.Raised))
            {
                alarms++;
                streams.Reset(change.Subgroup, change.AsOf, []);
            }
        }

        var most = (double)Days / Budget;
        alarms.ShouldBeLessThan((int)(most + (4 * Math.Sqrt(most))));
        alarms.ShouldBeGreaterThan(0, "streams that never alarm prove nothing");
    }

    private static FormBasis Baseline(RuleDefinition rule, string metric, Limit limit, bool overdispersed)
    {
        var dispersion = new BaselineDispersion(EvidenceMetric.Of(rule.Metric).Kind);
        var random = new Random(20260401);
        for (var day = 0; day < BaselineDays; day++)
            dispersion.Add(Frozen.Day(day, 1, "", [.. Rows(random, metric, limit, overdispersed)]).Cells.Rows);
        return dispersion.ToBasis();
    }

    /// <summary>Group A is at the limit, and so is everybody where the limit is a fixed one.</summary>
    private static IEnumerable<(string Group, bool Success, double Score)> Rows(Random random, string metric, Limit limit, bool overdispersed)
    {
        // Days of one mean, whose chances vary around it.
        var shift = overdispersed ? (random.NextDouble() - 0.5) * 0.6 : 0;
        for (var row = 4 + random.Next(12); row > 0; row--)
        {
            var isA = random.Next(3) == 0;
            var score = Math.Round(random.NextDouble(), 3);
            var chance = (metric, limit) switch
            {
                ("observedExpected", _) => score,
                ("auroc", _) => 0.5,
                (_, Limit.Floor(var floor)) => floor + shift,
                (_, Limit.Gap(var gap)) => isA ? 0.7 - gap : 0.7,
                (_, Limit.Ratio(var ratio)) => isA ? 0.8 * ratio : 0.8,
                _ => throw new ArgumentException("No such case.", nameof(limit)),
            };
            yield return (isA ? "A" : "B", random.NextDouble() < chance, score);
        }
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>One side of a limit, as something that can be bet against: a floor and a ceiling have one, a band has two.</summary>
/// <param name="Break">Pays while the limit is broken.</param>
/// <param name="Ratio">Likelihood ratio of the breach, and of keeping the limit; null where only bets will do.</param>
internal sealed record LimitSide(Payoff Break, (ProportionEvidence Broken, ProportionEvidence Kept)? Ratio)
{
    /// <summary>The sides of a rule's limit. Against All, <see cref="Payoff"/> is that of the complement; see <see cref="ComparedBets"/>.</summary>
    public static IReadOnlyList<LimitSide> Of(RuleDefinition rule)
    {
        var metric = EvidenceMetric.Of(rule.Metric);
        return rule.Limit switch
        {
            Limit.Gap(var gap) => [new(Payoff.Gap(gap, rule.Better == BetterDirection.Lower), null)],
            Limit.Ratio(var ratio) => [new(Payoff.Ratio(ratio, rule.Better == BetterDirection.Lower), null)],
            Limit.Floor(var value) => AtLeast(metric.Kind, Turned(rule.Metric, value), null),
            Limit.Ceiling(var value) when rule.Metric == Metric.Nne => AtLeast(metric.Kind, 1 / value, null),
            Limit.Ceiling(var value) => AtLeast(metric.Kind, null, value),
            Limit.Band(var low, var high) when rule.Metric == Metric.Nne => AtLeast(metric.Kind, 1 / high, 1 / low),
            Limit.Band(var low, var high) => AtLeast(metric.Kind, low, high),
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of no known kind.", nameof(rule)),
        };
    }

    /// <summary>A gap or a ratio to the subgroup's own baseline is a fixed limit, by the value that was frozen when the form began.</summary>
    public static IReadOnlyList<LimitSide> OfBaseline(RuleDefinition rule, double reference)
    {
        var lowerIsBetter = rule.Better == BetterDirection.Lower;
        var limit = rule.Limit switch
        {
            Limit.Gap(var gap) => lowerIsBetter ? reference + gap : reference - gap,
            Limit.Ratio(var ratio) => lowerIsBetter ? reference / ratio : reference * ratio,
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' compares with nothing.", nameof(rule)),
        };
        var kind = EvidenceMetric.Of(rule.Metric).Kind;
        return lowerIsBetter ? AtLeast(kind, null, limit) : AtLeast(kind, limit, null);
    }

    /// <summary>A floor on the number needed to evaluate is a ceiling on its inverse; no rule can ask for it, since lower is better.</summary>
    private static double Turned(Metric metric, double value) =>
        metric == Metric.Nne ? throw new ArgumentException("A number needed to evaluate has no floor.", nameof(metric)) : value;

    private static List<LimitSide> AtLeast(EvidenceKind kind, double? low, double? high)
    {
        var sides = new List<LimitSide>();
        if (kind == EvidenceKind.ObservedExpected)
        {
            if (low > 0)
                sides.Add(new(Payoff.ObservedExpectedAtLeast(low.Value), null));
            if (high is { } most)
                sides.Add(new(Payoff.ObservedExpectedAtMost(most), null));
            return sides;
        }

        // Nothing can lie past the end of the range, so that there is nothing to bet on.
        if (low is > 0 and < 1)
            sides.Add(new(Payoff.Floor(low.Value), RatioOf(kind, low.Value, Departure.Downwards)));
        if (high is > 0 and < 1)
            sides.Add(new(Payoff.Ceiling(high.Value), RatioOf(kind, high.Value, Departure.Upwards)));
        return sides;
    }

    private static (ProportionEvidence, ProportionEvidence)? RatioOf(EvidenceKind kind, double limit, Departure departure) => kind != EvidenceKind.Proportion
        ? null
        : (new ProportionEvidence(limit, departure), new ProportionEvidence(limit, departure == Departure.Downwards ? Departure.Upwards : Departure.Downwards));
}

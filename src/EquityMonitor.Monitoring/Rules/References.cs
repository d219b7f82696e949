using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>Whom the rules hold the subgroups of one window on one as-of day against.</summary>
public sealed class References
{
    private readonly Dictionary<SubgroupKey, SubgroupSample> _samples;
    private readonly WindowRange? _range;
    private readonly BaselineSamples? _baseline;

    /// <param name="samples">Those of the window that are at hand: All, whoever is judged, and the named values that rules compare with.</param>
    /// <param name="range">The days of the window; null for a period that lies outside the baseline anyway, such as a file beside a file.</param>
    /// <param name="baseline">Null without one.</param>
    public References(IEnumerable<SubgroupSample> samples, WindowRange? range = null, BaselineSamples? baseline = null)
    {
        _samples = samples.ToDictionary(sample => sample.Key);
        _range = range;
        _baseline = baseline;
    }

    public PerformanceSample? All => _samples.GetValueOrDefault(SubgroupKey.All)?.Own;

    /// <summary>For a rule that compares: its reference, or why there is none for this subgroup. For a rule that does not, the complement, which nothing reads.</summary>
    public ComparisonReference Of(RuleDefinition rule, SubgroupSample sample)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(sample);
        return rule.Against switch
        {
            Reference.Everyone => ComparisonReference.OfAll(sample.Complement),
            Reference.NamedValue(var column, var value) => ComparisonReference.OfValue(
                RuleScope.Counterpart(rule, sample.Key) is { } key ? _samples.GetValueOrDefault(key)?.Own : null,
                sample.Key.Parts.Any(part => part.Key == column && part.Value == value)),
            Reference.OwnBaseline => OwnBaseline(rule.Metric, sample.Key),
            _ => ComparisonReference.OfComplement(sample.Complement),
        };
    }

    /// <summary>The sample that the reference's own figure comes from; null for a rule that does not compare, and where nobody is there.</summary>
    public PerformanceSample? SampleOf(RuleDefinition rule, SubgroupSample sample) => rule?.Against is null ? null : Of(rule, sample) switch
    {
        ComparisonReference.Apart(var apart) => apart,
        ComparisonReference.Everyone => All,
        _ => null,
    };

    /// <summary>How the subgroup stands to the rule's limit, on interval evidence.</summary>
    public LimitTestResult Test(RuleDefinition rule, SubgroupSample sample, ScoreScale scale)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(sample);
        return LimitTest.Evaluate(rule.Metric, rule.Better, rule.Limit, sample.Own, Of(rule, sample), scale, all: All);
    }

    private ComparisonReference OwnBaseline(Metric metric, SubgroupKey key)
    {
        if (_baseline is null)
            return new ComparisonReference.Nobody(NotEstimableReason.NoBaseline);
        var sample = _baseline.Find(key);
        if (_range is not { } range)
            return ComparisonReference.OfValue(sample, isItself: false);
        var days = metric.Population == MetricPopulation.Scored ? range.Scored : range.Mature;
        return ComparisonReference.OfBaseline(sample, (days.From, days.To), (_baseline.Period.From, _baseline.Period.To));
    }
}

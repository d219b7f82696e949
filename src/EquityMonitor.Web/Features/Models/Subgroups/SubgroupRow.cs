using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>What the figures of all subgroups of a view share.</summary>
/// <param name="References">Whom rules compare with; All among the samples.</param>
public sealed record SubgroupContext(ScoreScale Scale, References References, SubgroupNames Names, bool ShowSmallCells)
{
    public PerformanceSample? All => References.All;
}

/// <summary>One subgroup. It holds counts, and gives estimates as they are asked for; whoever may not see small cells gets them withheld, whatever is asked.</summary>
public sealed class SubgroupRow
{
    private readonly SubgroupSample _sample;
    private readonly SubgroupContext _context;

    public SubgroupRow(SubgroupSample sample, IReadOnlyList<SubgroupVerdict> verdicts, SubgroupContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        (_sample, _context, Verdicts) = (sample, context, verdicts);
        Key = sample.Key.ToString();
        Name = context.Names.Of(sample.Key);

        // The cells that every metric shares; flag rate and outcome known rate have more of their own.
        IsWithheld = Hides(Metric.Sensitivity, sample.Own);
    }

    /// <summary>Text of the key: the identity in addresses and pins; empty for All.</summary>
    public string Key { get; }

    public SubgroupKey Subgroup => _sample.Key;

    /// <summary>Number of dimensions.</summary>
    public int Order => _sample.Key.Order;

    /// <summary>"Language: Spanish".</summary>
    public string Name { get; }

    /// <summary>The value alone, under the heading of its dimension: "Spanish".</summary>
    public string Value => Order == 1 ? Name[(Name.IndexOf(": ", StringComparison.Ordinal) + 2)..] : Name;

    /// <summary>For the middle of a sentence.</summary>
    public string Phrase => _context.Names.Phrase(_sample.Key);

    /// <summary>Counts and figures rest on a small cell that this reader may not see.</summary>
    public bool IsWithheld { get; }

    /// <summary>Null when withheld, as the other counts.</summary>
    public long? Scored => IsWithheld ? null : _sample.Own.Scored;

    /// <summary>Mature encounters with a known outcome.</summary>
    public long? Evaluable => IsWithheld ? null : _sample.Own.Counts.Total;

    /// <summary>Also null when patients cannot be linked.</summary>
    public long? Patients => IsWithheld ? null : _sample.Own.Patients;

    /// <summary>Of the rules of the view's window that spoke of the subgroup.</summary>
    public IReadOnlyList<SubgroupVerdict> Verdicts { get; }

    public bool IsOn(string dimension) => _sample.Key.Parts.Any(part => string.Equals(part.Key, dimension, StringComparison.Ordinal));

    public SubgroupVerdict? VerdictOf(RuleDefinition? rule) => rule is null ? null : Verdicts.FirstOrDefault(verdict => verdict.Rule.Key == rule.Key);

    /// <summary>The worst that the rules on a metric say; null when none speaks of the subgroup.</summary>
    public SubgroupVerdict? WorstOf(Metric metric) => Verdicts.Where(verdict => verdict.Rule.Metric == metric).MinBy(verdict => VerdictWords.Of(verdict.Verdict).Rank);

    public Reading Own(Metric metric) => Read(metric, _sample.Own);

    /// <summary>Everyone else; null for All, and where their figure is not kept.</summary>
    public Reading? Others(Metric metric) => _sample.Complement switch
    {
        null => null,
        { } others when Hides(metric, others) => new Reading.Suppressed(),
        { } others => Estimator.Estimate(metric, others, _context.Scale, all: _context.All) is var estimate
            && estimate is Estimate.NotEstimable(var reason) && reason == NotEstimableReason.NeedsEncounters ? null : Reading.Of(estimate),
    };

    /// <summary>Own less everyone else; null where no difference is defined, or nobody else is there.</summary>
    public Reading? Difference(Metric metric)
    {
        if (_sample.Complement is not { } others)
            return null;
        if (HidesEither(metric, others))
            return new Reading.Suppressed();
        var difference = Comparison.Difference(metric, _sample.Own, others, _context.Scale, all: _context.All);
        return difference is Estimate.NotEstimable(var reason) && (reason == NotEstimableReason.NotComparable || reason == NotEstimableReason.NoComplement || reason == NotEstimableReason.NeedsEncounters) ? null : Reading.Of(difference);
    }

    public LimitDistance DistanceTo(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        // All and the group together would tell of everyone else.
        var others = rule.Against is Reference.Everyone ? _sample.Complement : _context.References.SampleOf(rule, _sample);
        if (others is not null ? HidesEither(rule.Metric, others) : Hides(rule.Metric, _sample.Own))
            return new LimitDistance(new Reading.Suppressed(), null);
        return _context.References.Test(rule, _sample, _context.Scale) switch
        {
            LimitTestResult.Tested tested => new LimitDistance(Reading.Of(tested.Compared), tested.Margin)
            {
                IsWhollyPast = tested.PValue < ConfidenceLevel.Default.Tail,
                LooksWhollyPast = tested.PValue < _context.Scale.Level.Tail,
            },
            LimitTestResult.NotEstimable none => new LimitDistance(Reading.Of(none.Reason), null),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>Why a rule finds insufficient data where that is not a matter of numbers; null otherwise.</summary>
    public NotEstimableReason? NotJudgedBecause(SubgroupVerdict? verdict) =>
        verdict is { Verdict: Verdict.InsufficientData, Rule: { Against: not null } rule } && _context.References.Of(rule, _sample) is ComparisonReference.Nobody(var reason) ? reason : null;

    /// <summary>Whom a rule holds the subgroup against; read by <see cref="Read"/>.</summary>
    public ComparisonReference ReferenceOf(RuleDefinition rule) => _context.References.Of(rule, _sample);

    /// <summary>A metric of somebody, as this reader may see it.</summary>
    public Reading Read(Metric metric, PerformanceSample of) =>
        Hides(metric, of) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(metric, of, _context.Scale, all: _context.All));

    private bool HidesEither(Metric metric, PerformanceSample others) => Hides(metric, _sample.Own) || Hides(metric, others);

    private bool Hides(Metric metric, PerformanceSample sample) => !_context.ShowSmallCells && SmallCells.In(metric, sample);
}

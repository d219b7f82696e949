using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evidence;

internal enum EvidenceKind
{
    /// <summary>Successes among trials.</summary>
    Proportion,

    /// <summary>The mean of (score - outcome) squared.</summary>
    SquaredError,

    /// <summary>Outcomes against scores.</summary>
    ObservedExpected,

    /// <summary>The ranking of positives above negatives, in blocks.</summary>
    Auroc,
}

/// <summary>What of an encounter the evidence about a metric looks at: whether it is in the denominator, and what the numerator is.</summary>
/// <param name="Counts">In the denominator.</param>
/// <param name="Succeeds">A success of a proportion; otherwise the outcome.</param>
internal sealed record EvidenceMetric(EvidenceKind Kind, Func<EncounterFacts, bool> Counts, Func<EncounterFacts, bool> Succeeds)
{
    private static readonly Dictionary<Metric, EvidenceMetric> Known = new()
    {
        [Metric.FlagRate] = Proportion(_ => true, row => row.Flagged),
        [Metric.OutcomeKnownRate] = Proportion(_ => true, row => row.IsKnown),
        [Metric.Prevalence] = Proportion(row => row.IsKnown, row => row.IsPositive),
        [Metric.Sensitivity] = Proportion(row => row.IsPositive, row => row.Flagged),
        [Metric.Fnr] = Proportion(row => row.IsPositive, row => !row.Flagged),
        [Metric.Specificity] = Proportion(row => row.IsNegative, row => !row.Flagged),
        [Metric.Fpr] = Proportion(row => row.IsNegative, row => row.Flagged),
        [Metric.Ppv] = Proportion(row => row.IsKnown && row.Flagged, row => row.IsPositive),
        [Metric.Npv] = Proportion(row => row.IsKnown && !row.Flagged, row => row.IsNegative),
        [Metric.Accuracy] = Proportion(row => row.IsKnown, row => row.Flagged == row.IsPositive),
        [Metric.OverrideRate] = Proportion(row => row.Flagged && row.Response != Response.None, row => row.Response == Response.Overridden),

        // At most h encounters to evaluate for a true alarm is a PPV of at least 1/h.
        [Metric.Nne] = Proportion(row => row.IsKnown && row.Flagged, row => row.IsPositive),
        [Metric.Brier] = new(EvidenceKind.SquaredError, row => row.IsKnown, row => row.IsPositive),
        [Metric.ObservedExpected] = new(EvidenceKind.ObservedExpected, row => row.IsKnown, row => row.IsPositive),
        [Metric.Auroc] = new(EvidenceKind.Auroc, row => row.IsKnown, row => row.IsPositive),
    };

    public bool NeedsScore => Kind != EvidenceKind.Proportion;

    /// <exception cref="ArgumentException">No peek-safe evidence can be gathered about the metric; a rule that asks for it is refused at import.</exception>
    public static EvidenceMetric Of(Metric metric) =>
        Known.TryGetValue(metric, out var known) ? known : throw new ArgumentException($"There is no peek-safe evidence about {metric.Name}.", nameof(metric));

    private static EvidenceMetric Proportion(Func<EncounterFacts, bool> counts, Func<EncounterFacts, bool> succeeds) => new(EvidenceKind.Proportion, counts, succeeds);
}

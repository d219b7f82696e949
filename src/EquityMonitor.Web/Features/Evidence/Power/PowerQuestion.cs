using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What a rule could find in a group at its present volume. Compared by what the answer depends on.</summary>
public sealed record PowerQuestion
{
    public required string ModelKey { get; init; }

    public required string RuleKey { get; init; }

    /// <summary>Text of the subgroup key.</summary>
    public required string Subgroup { get; init; }

    /// <summary>As-of day of the volume.</summary>
    public required DateOnly Newest { get; init; }

    public required Metric Metric { get; init; }

    public required RuleEvidence Evidence { get; init; }

    public required Limit Limit { get; init; }

    /// <summary>Whom the group is held against; null for nobody.</summary>
    public required Reference? Against { get; init; }

    /// <summary>Days of the window.</summary>
    public required int Window { get; init; }

    /// <summary>
    /// What the rule holds the group to: of a gap or a ratio, what follows from the others' figure; of a band, the limit that is nearer to the present figure; of a number needed
    /// to evaluate, its inverse, which is a positive predictive value.
    /// </summary>
    public required double HeldTo { get; init; }

    /// <summary>A drop of <see cref="HeldTo"/>'s figure breaks the rule, and not a rise over it.</summary>
    public required bool IsFloor { get; init; }

    /// <summary>The other limit of a band, or of a gap either way, which shares the evidence.</summary>
    public double? OtherLimit { get; init; }

    public required PowerVolume Volume { get; init; }

    /// <summary>Days until an outcome counts.</summary>
    public required int MaturityDays { get; init; }

    public required int BudgetDays { get; init; }

    /// <summary>The limit follows from the others' figure.</summary>
    public bool IsRelative => Limit is Limit.Gap or Limit.Ratio;

    /// <summary>The limit follows from a figure of other days, which stays as it is.</summary>
    public bool IsAgainstBaseline => Against is Reference.OwnBaseline;

    public int Trials => Volume.Trials;

    public double PerDay(double inWindow) => inWindow / Window;

    /// <summary>What can still lie past the limit; infinite where the metric has no end.</summary>
    public double Room => IsFloor ? HeldTo - Range.Least : Range.Most - HeldTo;

    /// <summary>A figure so far past the limit.</summary>
    public double Truth(double gap) => Math.Clamp(IsFloor ? HeldTo - gap : HeldTo + gap, Range.Least, Range.Most);

    private PowerRange Range => PowerRange.Of(Metric, Volume.MeanScore);

    private bool HasRoom => double.IsFinite(HeldTo) && HeldTo > Range.Least && HeldTo < Range.Most;

    /// <summary>The same, held to the figure of the baseline that was frozen when the evidence began.</summary>
    /// <param name="frozen">Null where none was.</param>
    public PowerQuestion HeldToBaseline(double? frozen)
    {
        if (!IsAgainstBaseline || Evidence != RuleEvidence.PeekSafe || frozen is not { } figure || Volume.Others is not { } others)
            return this;
        var volume = Volume with { Others = others with { Value = figure } };
        var held = this with { Volume = volume, HeldTo = PowerLimit.Compared(Limit, Against, IsFloor, volume).Value };
        return held.HasRoom ? held : this;
    }

    /// <param name="definition">Of the model.</param>
    /// <param name="rule">In force.</param>
    /// <param name="subgroup">Whom it is about.</param>
    /// <param name="newest">As-of day of the readings.</param>
    /// <param name="own">The group's metrics in the rule's window.</param>
    /// <param name="reference">Whom the rule compares with; null where it compares with nobody.</param>
    /// <param name="why">Why there is no answer, where there is none.</param>
    /// <returns>Null where nothing can be said.</returns>
    public static PowerQuestion? Of(ModelDefinition definition, RuleDefinition rule, SubgroupKey subgroup, DateOnly newest, PowerReadings own, PowerReference? reference, out PowerReason? why)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(subgroup);
        ArgumentNullException.ThrowIfNull(own);
        why = PowerObstacle.Of(rule, own, reference);
        if (why is not null)
            return null;
        var volume = PowerVolumes.Of(rule, own, (reference as PowerReference.Others)?.Readings);
        var limit = PowerLimit.Of(rule, volume);
        var question = new PowerQuestion
        {
            ModelKey = definition.Key,
            RuleKey = rule.Key,
            Metric = rule.Metric,
            Evidence = rule.Evidence,
            Limit = rule.Limit,
            Against = rule.Against,
            Window = rule.Window,
            Subgroup = subgroup.ToString(),
            Newest = newest,
            HeldTo = limit.Value,
            IsFloor = limit.IsFloor,
            OtherLimit = limit.Other,
            Volume = volume,
            MaturityDays = rule.Metric.Population == MetricPopulation.Scored ? 0 : definition.Outcome.MaturityDays,
            BudgetDays = definition.EvidenceBudget,
        };
        if (question.HasRoom)
            return question;
        why = PowerReason.LimitAtTheEnd;
        return null;
    }
}

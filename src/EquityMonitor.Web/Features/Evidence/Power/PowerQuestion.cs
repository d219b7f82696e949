using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

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

    /// <summary>The proportion that the rule holds the group to: of a gap or a ratio, what follows from the others' figure.</summary>
    public required double HeldTo { get; init; }

    /// <summary>A drop under the limit breaks the rule, and not a rise over it.</summary>
    public required bool IsFloor { get; init; }

    /// <summary>The limit follows from the others' figure, which is taken as known.</summary>
    public required bool IsRelative { get; init; }

    /// <summary>The denominator of the window.</summary>
    public required int Trials { get; init; }

    /// <summary>Days of the window.</summary>
    public required int Window { get; init; }

    /// <summary>Days until an outcome counts.</summary>
    public required int MaturityDays { get; init; }

    public required int BudgetDays { get; init; }

    public double TrialsPerDay => (double)Trials / Window;

    /// <param name="definition">Of the model.</param>
    /// <param name="rule">In force.</param>
    /// <param name="subgroup">Whom it is about.</param>
    /// <param name="newest">As-of day of the readings.</param>
    /// <param name="own">The metric in the rule's window.</param>
    /// <param name="reference">The same of those that the rule compares with; null where it compares with nobody.</param>
    /// <param name="why">Why there is no answer, where there is none.</param>
    /// <returns>Null where nothing can be said.</returns>
    public static PowerQuestion? Of(ModelDefinition definition, RuleDefinition rule, SubgroupKey subgroup, DateOnly newest, Reading own, Reading? reference, out string? why)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(subgroup);
        ArgumentNullException.ThrowIfNull(own);
        why = Obstacle(rule, own, reference);
        if (why is not null || LimitOf(rule, reference) is not { } limit)
            return null;
        if (limit.Value is not (> 0 and < 1))
        {
            why = "the limit stands at the end of what the metric can be";
            return null;
        }

        return new PowerQuestion
        {
            ModelKey = definition.Key,
            RuleKey = rule.Key,
            Subgroup = subgroup.ToString(),
            Newest = newest,
            Metric = rule.Metric,
            Evidence = rule.Evidence,
            HeldTo = limit.Value,
            IsFloor = limit.IsFloor,
            IsRelative = rule.Limit is Limit.Gap or Limit.Ratio,
            Trials = own is Reading.Known known ? (int)Math.Round(known.Measured.Denominator) : 0,
            Window = rule.Window,
            MaturityDays = rule.Metric.Population == MetricPopulation.Scored ? 0 : definition.Outcome.MaturityDays,
            BudgetDays = definition.EvidenceBudget,
        };
    }

    private static string? Obstacle(RuleDefinition rule, Reading own, Reading? reference) => (rule, own, reference) switch
    {
        ({ Metric.IsProportion: false }, _, _) => "it is computed for shares only, and this metric is none",
        ({ Limit: Limit.Band }, _, _) => "it is computed for one limit, and this rule has two",
        ({ Evidence: RuleEvidence.PeekSafe, Limit: Limit.Gap or Limit.Ratio }, _, _) => "it is not computed for peek-safe evidence of a comparison, which depends on both sides from day to day",
        (_, Reading.Suppressed, _) => "it rests on figures that are suppressed for your role",
        ({ Limit: Limit.Gap or Limit.Ratio }, _, not Reading.Known) => "the figure of those that the rule compares with is not known",
        _ => null,
    };

    private static (double Value, bool IsFloor)? LimitOf(RuleDefinition rule, Reading? reference)
    {
        var lower = rule.Better == BetterDirection.Lower;
        var others = reference?.MeasuredOrNull?.Value ?? 0;
        return rule.Limit switch
        {
            Limit.Floor(var value) => (value, true),
            Limit.Ceiling(var value) => (value, false),
            Limit.Gap(var gap) => (lower ? others + gap : others - gap, !lower),
            Limit.Ratio(var ratio) => (lower ? others / ratio : others * ratio, !lower),
            _ => null,
        };
    }
}

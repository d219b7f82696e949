using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>A pair that a rule finds below or on watch, beside the two groups that it is the meeting of.</summary>
/// <param name="Rows">The pair, then its parents.</param>
/// <param name="Limits">On the scale of the metric; empty where the rule compares with others, whose figure differs from row to row.</param>
/// <param name="Parents">Those that are below under the same rule: the pair may only repeat them.</param>
public sealed record Intersection(SubgroupRow Pair, SubgroupVerdict Verdict, IReadOnlyList<IntervalRow> Rows, IReadOnlyList<double> Limits, IReadOnlyList<SubgroupRow> Parents)
{
    public bool IsOfItsOwn => Parents.Count == 0;

    /// <summary>The same for every card of the metric, so that they can be compared.</summary>
    public (double Low, double High) Scale { get; init; }

    /// <summary>Why a pair whose whole interval lies past the limit is on watch and not below; null where nobody would ask.</summary>
    public string? OnlyWatchedBecause { get; init; }
}

/// <summary>The pairs of one day that need attention, and what that amounts to.</summary>
/// <param name="Sentence">Also where there are none: what that means.</param>
public sealed record Intersections(string Sentence, IReadOnlyList<Intersection> Cards)
{
    /// <param name="chosen">The metric of the page: among equals its rules come first.</param>
    /// <param name="dimension">Only pairs on it; null for all.</param>
    public static Intersections Of(SubgroupsView view, Metric chosen, string? dimension)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pairs = view.Subgroups.Where(row => row.Order == 2 && (dimension is null || row.IsOn(dimension))).ToArray();
        var singles = view.Subgroups.Where(row => row.Order == 1).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var judged = new Dictionary<string, int>(StringComparer.Ordinal);
        var cards = pairs
            .SelectMany(pair => pair.Verdicts.Where(verdict => verdict.Verdict is Verdict.Below or Verdict.Watch).Select(verdict => Card(view, pair, verdict, singles, judged)))
            .OrderBy(card => VerdictWords.Of(card.Verdict.Verdict).Rank)
            .ThenByDescending(card => card.IsOfItsOwn)
            .ThenByDescending(card => card.Verdict.Rule.Metric == chosen)
            .ThenByDescending(card => card.Verdict.Rule.Severity)
            .ThenBy(card => card.Pair.DistanceTo(card.Verdict.Rule).Margin ?? double.PositiveInfinity)
            .ThenBy(card => card.Pair.Subgroup)
            .ToArray();
        var scales = cards.GroupBy(card => card.Verdict.Rule.Metric).ToDictionary(same => same.Key, same => ScaleOf(same.Key, [.. same]));
        cards = [.. cards.Select(card => card with { Scale = scales[card.Verdict.Rule.Metric] })];
        return new Intersections(cards.Length == 0 ? Nothing(view, pairs) : Something(view, cards), cards);
    }

    /// <summary>To whole tens for shares, to tenths otherwise: figures that read well at both ends.</summary>
    private static (double Low, double High) ScaleOf(Metric metric, Intersection[] cards)
    {
        var (low, high) = IntervalRow.Range(cards.SelectMany(card => card.Rows), cards.SelectMany(card => card.Limits));
        var (from, to) = (Math.Floor(low * 10) / 10, Math.Ceiling(high * 10) / 10);
        return metric.IsProportion ? (Math.Max(0, from), Math.Min(1, to)) : (from, to);
    }

    private static Intersection Card(SubgroupsView view, SubgroupRow pair, SubgroupVerdict verdict, Dictionary<string, SubgroupRow> singles, Dictionary<string, int> judged)
    {
        var rule = verdict.Rule;
        var parents = pair.Subgroup.Parents().Select(key => singles.GetValueOrDefault(key.ToString())).OfType<SubgroupRow>().OrderBy(parent => parent.Subgroup).ToArray();
        return new Intersection(
            pair,
            verdict,
            [.. parents.Prepend(pair).Select(row => new IntervalRow(row.Name, row.VerdictOf(rule)?.Verdict, row.Own(rule.Metric)))],
            rule.Limit switch { Limit.Floor floor => [floor.Value], Limit.Ceiling ceiling => [ceiling.Value], Limit.Band band => [band.Low, band.High], _ => [] },
            [.. parents.Where(parent => parent.VerdictOf(rule)?.Verdict == Verdict.Below)])
        {
            OnlyWatchedBecause = verdict.Verdict == Verdict.Watch && pair.DistanceTo(rule) is { } distance && (distance.IsWhollyPast || distance.LooksWhollyPast) ? Reason(view, rule, distance, judged) : null,
        };
    }

    private static string Reason(SubgroupsView view, RuleDefinition rule, LimitDistance distance, Dictionary<string, int> judged)
    {
        if (rule.Evidence == RuleEvidence.PeekSafe)
            return "Watch, because its evidence, which may be looked at every day, has raised no alarm.";

        if (!distance.IsWhollyPast)
            return $"Watch, because verdicts go by the {IntervalWords.Of(ConfidenceLevel.Default)}, which is wider than the {IntervalWords.Of(view.Level)} shown and reaches the limit.";

        // Where not every pair is stored, how many were judged together is not known here.
        if (!judged.TryGetValue(rule.Key, out var together))
            judged[rule.Key] = together = view.Subgroups.Count(row => row.Order == 2 && row.VerdictOf(rule) is { Verdict: not Verdict.InsufficientData });
        return $"Watch, because {(view.HasEveryPair ? Formats.Count(together, "group was", "groups were") : "many groups were")} looked at together: among so many, some lie past the limit by chance.";
    }

    private static string Something(SubgroupsView view, Intersection[] cards)
    {
        int Groups(Verdict verdict) => cards.Where(card => card.Verdict.Verdict == verdict).Select(card => card.Pair.Key).Distinct(StringComparer.Ordinal).Count();
        var (below, watch) = (Groups(Verdict.Below), Groups(Verdict.Watch));
        var own = cards.Where(card => card.Verdict.Verdict == Verdict.Below && card.IsOfItsOwn).Select(card => card.Pair.Key).Distinct(StringComparer.Ordinal).Count();
        var counts = (below, watch) switch
        {
            (0, _) => $"No intersection of two groups is below what was agreed; {Formats.Count(watch)} {(watch == 1 ? "is" : "are")} on watch.",
            (_, 0) => $"{Formats.Count(below, "intersection of two groups is", "intersections of two groups are")} below what was agreed.",
            _ => $"{Formats.Count(below, "intersection of two groups is", "intersections of two groups are")} below what was agreed, and {Formats.Count(watch)} {(watch == 1 ? "is" : "are")} on watch.",
        };
        var explained = below == 0 ? null
            : own == below ? $" {(below == 1 ? "It shows" : "They show")} only where both attributes meet: neither group is below on its own."
            : own == 0 ? $" {(below == 1 ? "One of its groups is" : "In each of them one of the groups is")} below on its own too, so that the intersection may only repeat it."
            : $" {Formats.Count(own)} of them {(own == 1 ? "shows" : "show")} only where both attributes meet; in the others one of the groups is below on its own too.";
        return counts + explained + Followed(view);
    }

    private static string Nothing(SubgroupsView view, SubgroupRow[] pairs)
    {
        var days = Formats.Count(view.Window, "day", "days");
        if (!view.Rules.Any())
            return $"No rule is judged over {days}, so that no intersection can be below a limit here.";
        var met = pairs.Count(pair => pair.Verdicts.Any(verdict => verdict.Verdict == Verdict.Meets));
        var few = pairs.Count(pair => pair.Verdicts.Count > 0 && pair.Verdicts.All(verdict => verdict.Verdict == Verdict.InsufficientData));
        var rest = few == 0 ? "." : $"; {Formats.Count(few)} have too little data to be judged, which says nothing either way.";
        return $"No intersection of two groups was below its limit or on watch on {Formats.Date(view.AsOf)}: {Formats.Count(met)} meet what was agreed{rest}{Followed(view)}";
    }

    private static string? Followed(SubgroupsView view) => view.HasEveryPair ? null : " On this day only those intersections were evaluated that needed attention at some later time.";
}

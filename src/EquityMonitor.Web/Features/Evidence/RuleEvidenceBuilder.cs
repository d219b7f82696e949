using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>By which evidence a rule judges, and where the groups that are looked at stand under it.</summary>
/// <param name="Agreed">"Sensitivity at least 55 %".</param>
/// <param name="Promise">What its evidence promises.</param>
/// <param name="Watch">How many are on watch, and that nobody is alerted; null when nobody is.</param>
public sealed record RuleEvidenceView(string Key, string Name, string Agreed, string Promise, string? Watch, IReadOnlyList<RuleEvidenceRow> Rows)
{
    /// <summary>How many groups were left out here; null when none was.</summary>
    public string? Rest { get; init; }
}

/// <param name="Address">Of the evidence so far; null where the interval decides, which has none.</param>
/// <param name="Power">Null where nothing can be said, or nobody needs it.</param>
public sealed record RuleEvidenceRow(string Key, string Name, Verdict Verdict, string Since, string? Address, PowerQuestion? Power)
{
    /// <summary>What is missing for a verdict; null where there is one.</summary>
    public string? Enough { get; init; }

    /// <summary>What can be said where the power cannot; null where nobody needs it.</summary>
    public string? Note { get; init; }
}

/// <summary>From the groups of a day to what the rules on one metric say of those that are looked at; pure.</summary>
public static class RuleEvidenceBuilder
{
    /// <summary>More groups have their place in the list beside.</summary>
    private const int MostRows = 6;

    /// <summary>Each takes computing; further ones are told on their own page.</summary>
    private const int MostPower = 3;

    /// <param name="view">Of the as-of day.</param>
    /// <param name="definition">In force.</param>
    /// <param name="metric">Chosen.</param>
    /// <param name="dimension">Column of the chosen dimension.</param>
    /// <param name="pins">Texts of the keys of whoever is compared.</param>
    public static IReadOnlyList<RuleEvidenceView> Of(SubgroupsView view, ModelDefinition definition, Metric metric, string dimension, IReadOnlyCollection<string> pins)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(pins);
        return [.. view.Rules.Where(rule => rule.Metric == metric).Select(rule => Of(view, definition, rule, dimension, pins))];
    }

    private static RuleEvidenceView Of(SubgroupsView view, ModelDefinition definition, RuleDefinition rule, string dimension, IReadOnlyCollection<string> pins)
    {
        var watched = view.Subgroups.Where(row => row.VerdictOf(rule)?.Verdict == Verdict.Watch).ToList();
        var looked = view.Subgroups.Where(row => row.Order == 0 || pins.Contains(row.Key));
        var noticed = view.Subgroups.Where(row => row.Order == 1 && row.IsOn(dimension) && row.VerdictOf(rule)?.Verdict is Verdict.Below or Verdict.Watch or Verdict.InsufficientData)
            .OrderBy(row => VerdictWords.Of(row.VerdictOf(rule)!.Verdict).Rank);
        var rows = new List<RuleEvidenceRow>();
        var listed = looked.Concat(noticed).DistinctBy(row => row.Key).Where(row => row.VerdictOf(rule) is not null).ToList();
        foreach (var row in listed.Take(MostRows))
            rows.Add(Row(view, definition, rule, row, rows.Count(other => other.Power is not null) < MostPower));
        return new RuleEvidenceView(
            rule.Key,
            rule.Name,
            $"{rule.Metric.Name} {LimitWords.Of(rule)}",
            RuleWords.Promise(rule, definition.EvidenceBudget),
            watched.Count == 0 ? null : $"{Watched(watched.Count(row => row.Order < 2), watched.Count(row => row.Order > 1))} on Watch under it. Watch is shown here and alerts nobody.",
            rows)
        {
            Rest = listed.Count > MostRows ? $"{Formats.Count(listed.Count - MostRows, "more group has", "more groups have")} a place in the list of groups." : null,
        };
    }

    private static string Watched(int single, int pairs) => (single, pairs) switch
    {
        (0, _) => Formats.Count(pairs, "combination of groups is", "combinations of groups are"),
        (_, 0) => Formats.Count(single, "group is", "groups are"),
        _ => $"{Formats.Count(single, "group", "groups")} and {Formats.Count(pairs, "combination", "combinations")} of groups are",
    };

    private static PowerReference? Reference(RuleDefinition rule, SubgroupRow row) =>
        rule.Against is null ? null : PowerReference.Of(row.ReferenceOf(rule), sample => new PowerReadings(metric => row.Read(metric, sample)));

    private static RuleEvidenceRow Row(SubgroupsView view, ModelDefinition definition, RuleDefinition rule, SubgroupRow row, bool withPower)
    {
        var verdict = row.VerdictOf(rule)!;
        PowerReason? why = null;
        var enough = verdict.Verdict == Verdict.InsufficientData ? EnoughWords.Of(rule, row.Own(rule.Metric).MeasuredOrNull?.Denominator) : null;
        var asks = verdict.Verdict is Verdict.Watch or Verdict.InsufficientData;
        var power = withPower && asks
            ? PowerQuestion.Of(definition, rule, row.Subgroup, view.AsOf, new PowerReadings(row.Own), Reference(rule, row), out why)
            : null;
        return new RuleEvidenceRow(
            row.Key, row.Name, verdict.Verdict, verdict.Onset.AfterVerdict,
            rule.Evidence == RuleEvidence.PeekSafe ? EvidenceBuilder.Address(definition.Key, rule.Key, row.Subgroup) : null, power)
        {
            Enough = enough,
            Note = enough is not null ? null
                : why is not null ? $"What could be seen, and when, is not said: {why.Text}."
                : asks && !withPower && rule.Evidence == RuleEvidence.PeekSafe ? "What could be seen, and when, stands behind “Evidence so far”." : null,
        };
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Which subgroups an audit draws beside All.</summary>
public static class ComparedGroups
{
    /// <summary>The most that are told apart in one chart, besides All.</summary>
    public const int Most = 5;

    /// <summary>Fewer in the smaller class make no curve worth looking at.</summary>
    private const int Least = 30;

    /// <param name="asked">Taken as they are; without any, those that rules find worst, else those with the lowest AUROC.</param>
    /// <returns>All first.</returns>
    /// <exception cref="UnknownGroupException">A subgroup that was asked for has nobody in the file.</exception>
    public static IReadOnlyList<SubgroupKey> Choose(
        ModelDefinition definition, IReadOnlyList<SubgroupSample> samples, IReadOnlyList<RuleJudgement> judgements, IReadOnlyList<SubgroupKey> asked)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.FirstOrDefault(key => samples.All(sample => !sample.Key.Equals(key))) is { } unknown)
            throw new UnknownGroupException(unknown, definition, samples);
        var chosen = asked.Count > 0 ? asked : Chosen(samples, judgements);
        return [SubgroupKey.All, .. chosen.Where(key => key.Order > 0).Distinct()];
    }

    private static IEnumerable<SubgroupKey> Chosen(IReadOnlyList<SubgroupSample> samples, IReadOnlyList<RuleJudgement> judgements)
    {
        var drawn = samples.Where(sample => sample.Key.Order > 0 && Math.Min(sample.Own.Counts.Positives, sample.Own.Counts.Negatives) >= Least).ToDictionary(sample => sample.Key);
        var worst = new List<SubgroupKey>();
        foreach (var key in AuditViewBuilder.WorstFirst(judgements).Select(judgement => judgement.Subgroup.Key).Where(drawn.ContainsKey).Distinct())
        {
            // A part of a group that is drawn already shows mostly the same.
            if (worst.Count < Most && !worst.Exists(chosen => chosen.Parts.All(key.Parts.Contains)))
                worst.Add(key);
        }

        return worst.Count > 0 ? worst : drawn.Values
            .Where(sample => sample.Key.Order == 1 && sample.Own.Auroc is not null)
            .OrderBy(sample => sample.Own.Auroc!.Value.Area)
            .ThenBy(sample => sample.Key)
            .Select(sample => sample.Key)
            .Take(Most);
    }
}

/// <summary>Somebody asked for a subgroup that is not in the file.</summary>
public sealed class UnknownGroupException(SubgroupKey key, ModelDefinition definition, IReadOnlyList<SubgroupSample> samples) : Exception(Words(key, definition, samples))
{
    private const int MostNamed = 12;

    private static string Words(SubgroupKey key, ModelDefinition definition, IReadOnlyList<SubgroupSample> samples)
    {
        if (key.Parts.FirstOrDefault(part => definition.Dimensions.All(dimension => dimension.Column != part.Key)).Key is { } column)
            return $"The definition has no dimension '{column}'. It has: {string.Join(", ", definition.Dimensions.Select(dimension => dimension.Column))}.";
        foreach (var part in key.Parts)
        {
            string[] values = [.. samples.Where(sample => sample.Key.Order == 1 && sample.Key.Parts[0].Key == part.Key).Select(sample => sample.Key.Parts[0].Value)];
            if (!values.Contains(part.Value, StringComparer.Ordinal))
                return $"Nobody in the file has {part.Key} '{part.Value}'. It has: {string.Join(", ", values.Take(MostNamed))}{(values.Length > MostNamed ? ", and more" : "")}.";
        }

        return samples.Any(sample => sample.Key.Order == key.Order)
            ? $"Nobody in the file is in the subgroup '{key}'."
            : $"The subgroup '{key}' crosses {key.Order} dimensions. Write --intersections {key.Order} to have such subgroups evaluated.";
    }
}

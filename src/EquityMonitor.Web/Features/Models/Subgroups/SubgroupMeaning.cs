using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>"What does this mean" of one figure of one subgroup.</summary>
public static class SubgroupMeaning
{
    public static IReadOnlyList<string> Of(SubgroupsView view, SubgroupRow row, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(row);
        var verdict = row.WorstOf(metric);
        return MeaningSentences.Of(new MeaningFigures
        {
            Metric = metric,
            Who = row.Phrase,
            Own = Estimate(row.Own(metric)),
            Others = Estimate(row.Others(metric)),
            Difference = Estimate(row.Difference(metric)),
            Rule = verdict?.Rule ?? view.RuleOf(metric),
            Verdict = verdict?.Verdict,
            NotJudgedBecause = row.NotJudgedBecause(verdict),
        });
    }

    public static string Title(SubgroupRow row, Metric metric) => $"{metric.Name}, {row.Name}";

    private static Estimate? Estimate(Reading? reading) => reading switch
    {
        Reading.Known known => known.Measured,
        Reading.NotEstimable none => new Estimate.NotEstimable(new NotEstimableReason(none.Why)),
        _ => null,
    };
}

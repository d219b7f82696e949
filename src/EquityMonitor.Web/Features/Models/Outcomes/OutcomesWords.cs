using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>What is known and what is only expected, in sentences with their own numbers.</summary>
public static class OutcomesWords
{
    public const string Ages =
        "Of the encounters of each age, the share whose outcome is known by now. A group that rises later or ends lower is judged on a selection of its encounters.";

    /// <param name="level">Of the interval of what came out.</param>
    public static string Expected(ConfidenceLevel level) =>
        $"Dashed: what the scores led one to expect before the outcomes were known, with the relation of score and outcome that the same group showed in the year before. Full line: what came out, with its {IntervalWords.Of(level)}. The last mark has no outcomes yet: it is provisional.";

    /// <summary>The bounds of the method, in one place.</summary>
    public const string Bounds =
        "A provisional figure assumes that the same score still means the same risk. It cannot see it when that changes (concept drift), and it opens and closes no alert.";

    public static string Lead(OutcomeAnalysis analysis, GroupOutcomesView all)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(all);
        var bands = analysis.Groups[0].ByAge;
        var maturity = Formats.Count(analysis.MaturityDays, "day", "days");
        var expects = analysis.MaturityDays == 0 ? "Outcomes are expected at once." : $"Outcomes are expected to be recorded within {maturity}.";
        return string.Join(" ", new[] { expects, Sentence("Of older encounters", bands.Where(band => band.IsMature)), Sentence("Of younger ones", bands.Where(band => !band.IsMature)) }.OfType<string>());
    }

    /// <summary>"When outcomes came in, 9 of 12 past estimates lay within the interval of what happened; they missed it by 2 points on average."</summary>
    public static string Of(Computed<BackTestSummary> test, Metric metric)
    {
        if (!test.TryGet(out var summary))
            return $"No past estimate could be held against outcomes yet: {ReasonWords.Of(test.Reason)}.";
        var flatters = Math.Abs(summary.MeanError) < Telling(metric) ? null : summary.MeanError > 0 ? ", mostly too high" : ", mostly too low";
        return $"When outcomes came in, {Formats.Count(summary.WithinInterval)} of {Formats.Count(summary.Compared)} past estimates lay within the interval of what happened; they missed it by {Formats.Difference(metric, summary.MeanAbsoluteError)} on average{flatters}.";
    }

    public static string Age(AgeView age)
    {
        ArgumentNullException.ThrowIfNull(age);
        return age.From == age.To ? Formats.Count(age.From, "day", "days") : $"{Formats.Count(age.From)} to {Formats.Count(age.To)}{Formats.Space}days";
    }

    /// <summary>A value that carries no interval on purpose.</summary>
    public static string Expects(Reading reading, Metric metric) => reading is Reading.Known known ? $"{Formats.Value(metric, known.Measured.Value)} expected" : reading.Text(metric);

    /// <summary>A mean miss that is smaller is told neither too high nor too low.</summary>
    private static double Telling(Metric metric) => metric == Metric.Nne ? 0.1 : metric == Metric.NetBenefit ? 0.001 : 0.01;

    private static string? Sentence(string which, IEnumerable<AgeBand> bands)
    {
        long rows = 0, known = 0;
        foreach (var band in bands)
            (rows, known) = (rows + band.Rows, known + band.Known);
        return rows == 0 ? null : $"{which}, {Formats.Percent(known / (double)rows)} are known ({Formats.Count(known)} of {Formats.Count(rows)}).";
    }
}

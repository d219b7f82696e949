using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>How much is known of outcomes by the age of the encounter, and what the scores lead one to expect while outcomes are not known.</summary>
public sealed record OutcomeAnalysis(DateOnly AsOf, int MaturityDays, ScoreScale Scale, IReadOnlyList<GroupOutcomes> Groups)
{
    /// <summary>Periods as long as what is not mature now, whose provisional values are held against what came out.</summary>
    public const int PeriodsBack = 12;

    /// <summary>What the calibration of a provisional value rests on.</summary>
    public const int CalibrationDays = 365;

    private const int AgeBands = 12;

    internal static DateRange Needs(ModelDefinition definition, WindowRange range) =>
        Clip(definition, range.AsOf, range.AsOf.AddDays(-((PeriodsBack + 1) * Math.Max(1, definition.Outcome.MaturityDays)) - Math.Max(CalibrationDays, range.Window)), range.AsOf);

    internal static OutcomeAnalysis Of(AnalysisFrame frame, WindowRange range, AnalysisQuery query, CancellationToken cancellationToken)
    {
        var maturity = frame.Definition.Outcome.MaturityDays;
        var steps = new AnalysisSteps(query.Groups.Count * (PeriodsBack + 1), query.Progress, cancellationToken);
        var everyone = frame.Rows(SubgroupKey.All);
        PerformanceSample[] wholes = maturity == 0 ? [] : [.. PeriodDays(range.AsOf, maturity).Select(period => frame.Period(frame.During(everyone, period)))];
        return new OutcomeAnalysis(range.AsOf, maturity, frame.Scale, [.. query.Groups.Select(group =>
        {
            var rows = frame.Rows(group);
            return new GroupOutcomes(group, ByAge(frame, range, rows, everyone), maturity == 0 ? [] : Periods(frame, range.AsOf, rows, wholes, steps));
        })]);
    }

    /// <summary>Bands of equal length from today to the oldest encounter of the mature range; none spans the day on which encounters become mature.</summary>
    private static List<AgeBand> ByAge(AnalysisFrame frame, WindowRange range, int[] rows, int[] everyone)
    {
        var maturity = frame.Definition.Outcome.MaturityDays;
        var oldest = range.AsOf.DayNumber - range.Mature.From.DayNumber;
        var length = Math.Max(1, (int)Math.Ceiling((oldest + 1) / (double)AgeBands));
        var bands = new List<AgeBand>();
        for (int from = 0, to; from <= oldest; from = to + 1)
        {
            to = Math.Min(from + length - 1, oldest);
            if (from < maturity && to >= maturity)
                to = maturity - 1;
            var days = new DateRange(range.AsOf.AddDays(-to), range.AsOf.AddDays(-from));
            var inside = frame.During(rows, days);
            var share = frame.Share(inside, frame.IsKnown, frame.DesignEffect(frame.During(everyone, days), frame.IsKnown));
            bands.Add(new AgeBand(from, to, from >= maturity, share, frame.Patients(inside)));
        }

        return bands;
    }

    /// <summary>The newest last.</summary>
    private static IEnumerable<DateRange> PeriodDays(DateOnly asOf, int maturity) =>
        Enumerable.Range(0, PeriodsBack + 1).Select(index => asOf.AddDays((index - PeriodsBack) * maturity)).Select(to => new DateRange(to.AddDays(1 - maturity), to));

    /// <param name="wholes">Everyone in each period.</param>
    private static List<ProvisionalPeriod> Periods(AnalysisFrame frame, DateOnly asOf, int[] rows, PerformanceSample[] wholes, AnalysisSteps steps)
    {
        var maturity = frame.Definition.Outcome.MaturityDays;
        var periods = new List<ProvisionalPeriod>();
        foreach (var (period, all) in PeriodDays(asOf, maturity).Zip(wholes))
        {
            var isNow = period.To == asOf;
            var mature = period.To.AddDays(-maturity);
            var calibrated = frame.Known(frame.During(rows, Clip(frame.Definition, asOf, mature.AddDays(1 - CalibrationDays), mature)));
            var inside = frame.During(rows, period);
            var expected = Estimation(frame, calibrated).Estimate(frame.Scores(inside), frame.Scale.Threshold);
            var known = frame.Known(inside);
            var sample = frame.Period(inside);

            // What is not mature has no result yet: early outcomes would flatter or shame it.
            periods.Add(new ProvisionalPeriod(
                period, isNow, expected, sample, isNow ? [] : BackTest.Compare(OfKnown(frame, calibrated, known, expected), sample, frame.Scale, all: all)));
            steps.Done();
        }

        return periods;
    }

    /// <summary>Held against what came out is the expectation of the same encounters: those whose outcome is known by now.</summary>
    private static ProvisionalPerformance OfKnown(AnalysisFrame frame, int[] calibrated, int[] known, ProvisionalPerformance expected) =>
        expected is ProvisionalPerformance.Expected whole && whole.Encounters == known.Length ? expected : Estimation(frame, calibrated).Estimate(frame.Scores(known), frame.Scale.Threshold);

    private static ConfidenceBasedEstimation Estimation(AnalysisFrame frame, int[] calibrated) => ConfidenceBasedEstimation.Fit(frame.Outcomes(calibrated), frame.Scale);

    private static DateRange Clip(ModelDefinition definition, DateOnly asOf, DateOnly from, DateOnly to) =>
        new(definition.Effective is { } effective && from < effective && effective <= asOf ? effective <= to ? effective : to : from, to);
}

/// <param name="Periods">As long as what is not mature, one after another, the newest last; empty when outcomes are known at once.</param>
public sealed record GroupOutcomes(SubgroupKey Key, IReadOnlyList<AgeBand> ByAge, IReadOnlyList<ProvisionalPeriod> Periods);

/// <summary>Encounters of an age, in days before the as-of day.</summary>
/// <param name="Share">With a known outcome.</param>
/// <param name="Patients">Distinct; encounters where they cannot be linked.</param>
public sealed record AgeBand(int From, int To, bool IsMature, ClusteredProportion Share, long Patients)
{
    public long Rows => Share.N;

    public long Known => Share.X;
}

/// <param name="IsNow">Not mature: there is no result to hold against.</param>
/// <param name="Expected">What its scores led one to expect, before its outcomes.</param>
/// <param name="Sample">What is known of it by now.</param>
/// <param name="Items">Expected against what came out; empty while it is not mature.</param>
public sealed record ProvisionalPeriod(DateRange Days, bool IsNow, ProvisionalPerformance Expected, PerformanceSample Sample, IReadOnlyList<BackTestItem> Items);

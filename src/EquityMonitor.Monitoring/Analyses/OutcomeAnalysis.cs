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
        return new OutcomeAnalysis(range.AsOf, maturity, frame.Scale, [.. query.Groups.Select(group =>
        {
            var rows = frame.Rows(group);
            return new GroupOutcomes(group, ByAge(frame, range, rows), maturity == 0 ? [] : Periods(frame, range.AsOf, rows, steps));
        })]);
    }

    /// <summary>Bands of equal length from today to the oldest encounter of the mature range; none spans the day on which encounters become mature.</summary>
    private static List<AgeBand> ByAge(AnalysisFrame frame, WindowRange range, int[] rows)
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
            var inside = frame.During(rows, new DateRange(range.AsOf.AddDays(-to), range.AsOf.AddDays(-from)));
            bands.Add(new AgeBand(from, to, from >= maturity, inside.Length, frame.Known(inside).Length, frame.Patients(inside)));
        }

        return bands;
    }

    private static List<ProvisionalPeriod> Periods(AnalysisFrame frame, DateOnly asOf, int[] rows, AnalysisSteps steps)
    {
        var maturity = frame.Definition.Outcome.MaturityDays;
        var periods = new List<ProvisionalPeriod>();
        for (var back = PeriodsBack; back >= 0; back--)
        {
            var to = asOf.AddDays(-back * maturity);
            var period = new DateRange(to.AddDays(1 - maturity), to);
            var mature = to.AddDays(-maturity);
            var calibrated = frame.Known(frame.During(rows, Clip(frame.Definition, asOf, mature.AddDays(1 - CalibrationDays), mature)));
            var inside = frame.During(rows, period);
            var expected = Estimation(frame, calibrated).Estimate(frame.Scores(inside), frame.Scale.Threshold);
            var known = frame.Known(inside);
            var sample = new PerformanceSample
            {
                Scored = inside.Length,
                Flagged = inside.Count(row => frame.Frame.Flagged[row]),
                Patients = frame.Patients(inside),
                Mature = inside.Length,
                Counts = frame.Counts(known),
            };

            // What is not mature has no result yet: early outcomes would flatter or shame it.
            periods.Add(new ProvisionalPeriod(period, back == 0, expected, sample, back == 0 ? [] : BackTest.Compare(OfKnown(frame, calibrated, known, expected), sample, frame.Scale)));
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
/// <param name="Patients">Distinct; encounters where they cannot be linked.</param>
public sealed record AgeBand(int From, int To, bool IsMature, long Rows, long Known, long Patients);

/// <param name="IsNow">Not mature: there is no result to hold against.</param>
/// <param name="Expected">What its scores led one to expect, before its outcomes.</param>
/// <param name="Sample">What is known of it by now.</param>
/// <param name="Items">Expected against what came out; empty while it is not mature.</param>
public sealed record ProvisionalPeriod(DateRange Days, bool IsNow, ProvisionalPerformance Expected, PerformanceSample Sample, IReadOnlyList<BackTestItem> Items);

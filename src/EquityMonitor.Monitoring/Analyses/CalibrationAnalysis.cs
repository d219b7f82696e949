using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>Whether the scores can be taken for risks, by group: on the evaluable encounters of the as-of day's mature range.</summary>
/// <param name="IsProbability">On a points scale there is nothing to calibrate: no group has figures.</param>
public sealed record CalibrationAnalysis(DateRange Mature, bool IsProbability, IReadOnlyList<GroupCalibration> Groups)
{
    /// <summary>Windows one after another that intercept and slope are followed over, within this many days.</summary>
    private const int DaysFollowed = 365;

    /// <summary>Of the draws behind the error of a perfect model: the same figures whoever asks, and whenever.</summary>
    private const ulong Seed = ExpectedCalibrationError.UsualSeed;

    internal static DateRange Needs(ModelDefinition definition, WindowRange range) => new(Windows(definition, range)[0].From, range.Mature.To);

    internal static CalibrationAnalysis Of(AnalysisFrame frame, WindowRange range, AnalysisQuery query, CancellationToken cancellationToken)
    {
        var samples = query.Groups.Distinct().ToDictionary(group => group, group => frame.Sample(group, range)?.Own);
        return Of(frame, range.Mature, Windows(frame.Definition, range), query.Groups, samples.GetValueOrDefault, query.Progress, cancellationToken);
    }

    /// <param name="windows">The newest last, which is <paramref name="mature"/>.</param>
    /// <param name="sampleOf">The counts of a group in the newest window; null when it has nobody there.</param>
    internal static CalibrationAnalysis Of(
        AnalysisFrame frame, DateRange mature, IReadOnlyList<DateRange> windows, IReadOnlyList<SubgroupKey> groups, Func<SubgroupKey, PerformanceSample?> sampleOf,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!frame.Scale.IsProbability)
            return new CalibrationAnalysis(mature, false, []);
        var everyone = frame.Known(frame.Rows(SubgroupKey.All));
        ScoredOutcomes[] all = [.. windows.Select(window => frame.Outcomes(frame.During(everyone, window)))];
        var steps = new AnalysisSteps(groups.Count * (windows.Count + 1), progress, cancellationToken);
        return new CalibrationAnalysis(mature, true,
            [.. groups.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(group => Of(frame, windows, all, group, sampleOf(group), steps))]);
    }

    private static GroupCalibration Of(
        AnalysisFrame frame, IReadOnlyList<DateRange> windows, ScoredOutcomes[] all, SubgroupKey group, PerformanceSample? sample, AnalysisSteps steps)
    {
        var rows = frame.Known(frame.Rows(group));
        var followed = new List<CalibrationWindow>();
        var outcomes = all[^1];
        int[] newest = [];
        for (var window = 0; window < windows.Count; window++)
        {
            newest = frame.During(rows, windows[window]);
            outcomes = group.Order == 0 ? all[window] : frame.Outcomes(newest);
            var (intercept, slope) = LogisticCalibration.Estimate(outcomes, frame.Scale.Level, all[window]);
            followed.Add(new CalibrationWindow(windows[window], outcomes.Rows, outcomes.Positives, frame.Patients(newest), intercept, slope));
            steps.Done();
        }

        var calibration = new GroupCalibration(
            group,
            outcomes.Rows,
            outcomes.Positives,
            frame.Patients(newest),
            CalibrationCurve.Evaluate(outcomes, frame.Scale.Level, all: all[^1]),
            Histogram(frame.Scores(newest)),
            sample is null ? NotEstimableReason.NoEvaluableEncounters : Estimator.Estimate(Metric.ObservedExpected, sample, frame.Scale),
            ExpectedCalibrationError.Evaluate(outcomes, Seed),
            followed);
        steps.Done();
        return calibration;
    }

    /// <summary>Counts in bins of equal width from 0 to 1; 1 itself lies in the last.</summary>
    private static long[] Histogram(double[] scores)
    {
        var counts = new long[GroupCalibration.HistogramBins];
        foreach (var score in scores)
            counts[Math.Min((int)(score * GroupCalibration.HistogramBins), GroupCalibration.HistogramBins - 1)]++;
        return counts;
    }

    /// <summary>Windows that touch and do not overlap, the newest last; none crosses the first day of the model's version.</summary>
    private static List<DateRange> Windows(ModelDefinition definition, WindowRange range)
    {
        var windows = new List<DateRange> { range.Mature };
        for (var to = range.Mature.To.AddDays(-range.Window); range.Mature.To.DayNumber - to.DayNumber + range.Window <= DaysFollowed; to = to.AddDays(-range.Window))
        {
            var from = to.AddDays(1 - range.Window);
            if (definition.Effective is { } effective && from < effective && effective <= range.Mature.To)
                break;
            windows.Insert(0, new DateRange(from, to));
        }

        return windows;
    }
}

/// <param name="Rows">Evaluable encounters of the window.</param>
/// <param name="Patients">Distinct among them; encounters where they cannot be linked.</param>
/// <param name="Curve">Bins of equal count.</param>
/// <param name="Histogram">Scores in bins of equal width.</param>
/// <param name="OverTime">Windows one after another, the newest last.</param>
public sealed record GroupCalibration(
    SubgroupKey Key, int Rows, int Positives, long Patients, IReadOnlyList<CalibrationBin> Curve, IReadOnlyList<long> Histogram, Estimate ObservedExpected, Computed<CalibrationError> Error,
    IReadOnlyList<CalibrationWindow> OverTime)
{
    public const int HistogramBins = 20;

    public Estimate Intercept => OverTime[^1].Intercept;

    public Estimate Slope => OverTime[^1].Slope;
}

public sealed record CalibrationWindow(DateRange Days, int Rows, int Positives, long Patients, Estimate Intercept, Estimate Slope);

using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Help;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Volume, rates and score drift of All and the chosen groups; pure.</summary>
public sealed class MeasureBuilder(ModelDefinition definition, IReadOnlyList<SubgroupKey> pins, PointHistory history, bool showSmallCells)
{
    /// <summary>The usual marks of the population stability index.</summary>
    public const double SomeDrift = StabilityMarks.Some;

    public const double MuchDrift = StabilityMarks.Much;

    private readonly ScoreScale _scale = RuleJudge.ScaleOf(definition);
    private readonly SubgroupNames _names = new(definition.Dimensions);

    public IReadOnlyList<MeasureView> Build() =>
    [
        Measure("volume", "Volume", "/help#windows", "How many encounters the model scored in the window.", MeasureUnit.Count, (key, day) => Volume(history.Own(key, day)), VolumeMeans) with
        {
            HelpText = "Which encounters a window holds",
        },
        Rate(Metric.FlagRate),
        Rate(Metric.Prevalence),
        Rate(Metric.OutcomeKnownRate) with { FromZero = false },
        Measure(
            "psi",
            "Score drift (PSI less chance)",
            MethodHelpTexts.Href(MethodKeys.StabilityIndex),
            "How far the scores have moved from the baseline period (population stability index), less what chance alone gives groups of this size. Up to 0.1 is little, above 0.25 is much.",
            MeasureUnit.Number,
            (key, day) => Psi(history.Own(key, day), history.Drift(key, day)),
            (who, own, drift) => drift is null || HidesBaseline(drift) ? [] : ShiftMeaning.StabilityIndex(who, drift.Psi, Corrected(drift, own.Scored), own.Scored, drift.BaselineScored),
            [new(SomeDrift, "0.1 some"), new(MuchDrift, "0.25 much")]),
        Measure(
            "ks",
            "Largest score shift (KS)",
            MethodHelpTexts.Href(MethodKeys.KolmogorovSmirnov),
            "The largest difference between the share of scores below any value now and in the baseline period (Kolmogorov\u2013Smirnov). 0 is no difference, 1 is none in common. The p-value says how easily chance alone gives as much.",
            MeasureUnit.Number,
            (key, day) => Ks(history.Own(key, day), history.Drift(key, day)),
            (who, own, drift) => drift is null || HidesBaseline(drift) ? [] : ShiftMeaning.LargestShift(who, drift.Ks, drift.KsPValue, own.Scored, drift.BaselineScored)),
    ];

    /// <summary>STATISTICS section 5: small samples of one distribution differ too; what that alone gives is taken off.</summary>
    public static double Corrected(ScoreDrift drift, long scored)
    {
        ArgumentNullException.ThrowIfNull(drift);
        return scored == 0 || drift.BaselineScored == 0 ? 0 : Math.Max(0, drift.Psi - ((drift.Bins - 1) * ((1.0 / scored) + (1.0 / drift.BaselineScored))));
    }

    public static DriftLevel Level(double corrected) => corrected > MuchDrift ? DriftLevel.Much : corrected >= SomeDrift ? DriftLevel.Some : DriftLevel.Little;

    private MeasureView Rate(Metric metric) => Measure(
        metric.Key,
        metric.Name,
        $"/help/metrics/{metric.Key}",
        MetricWords.Of(metric).Explanation,
        MeasureUnit.Share,
        (key, day) =>
        {
            if (history.Own(key, day) is not { } own)
                return null;
            if (!showSmallCells && SmallCells.In(metric, own))
                return Suppressed();
            var reading = Reading.Of(Estimated(metric, own, day));
            return new MeasureReading(reading.MeasuredOrNull?.Value, reading.Text(metric));
        },
        (who, own, _) => MeaningSentences.Of(new MeaningFigures { Metric = metric, Who = who, Own = Estimated(metric, own, history.Days.Count - 1) }));

    private Estimate Estimated(Metric metric, PerformanceSample own, int day) => Estimator.Estimate(metric, own, _scale, all: history.All(day));

    private IReadOnlyList<string> VolumeMeans(string who, PerformanceSample own, ScoreDrift? drift) =>
    [
        $"In the window that ends on {Formats.Date(history.Days[^1])}, the model scored {Formats.Count(own.Scored, "encounter", "encounters")} among {who}{(own.Patients is { } patients ? $", of {Formats.Count(patients, "patient", "patients")}" : null)}.",
        "It has no better or worse; the fewer there are, the less sure every other figure of them is.",
    ];

    private MeasureReading? Volume(PerformanceSample? own) => own is null ? null
        : Hides(own) ? Suppressed()
        : new MeasureReading(own.Scored, $"{Formats.Count(own.Scored, "encounter", "encounters")}{(own.Patients is { } patients ? $", {Formats.Count(patients, "patient", "patients")}" : null)}");

    private MeasureReading? Psi(PerformanceSample? own, ScoreDrift? drift)
    {
        if (own is null)
            return null;
        if (Hides(own))
            return Suppressed();
        if (drift is null)
            return NoBaseline();
        var corrected = Corrected(drift, own.Scored);
        var level = Level(corrected);
        var words = level switch { DriftLevel.Much => "much drift", DriftLevel.Some => "some drift", _ => "little drift" };
        return new MeasureReading(corrected, $"{Number(corrected)}, {words} ({Number(drift.Psi)} before the correction)", level);
    }

    private MeasureReading? Ks(PerformanceSample? own, ScoreDrift? drift) => own is null ? null
        : Hides(own) ? Suppressed()
        : drift is null ? NoBaseline()
        : new MeasureReading(drift.Ks, $"{Number(drift.Ks)}, p {(drift.KsPValue < 0.001 ? "below 0.001" : Number(drift.KsPValue))}");

    /// <param name="help">Where formula and source stand.</param>
    /// <param name="means">What the newest reading means: of whom, of which counts, and how far its scores have moved.</param>
    private MeasureView Measure(
        string key, string name, string help, string explanation, MeasureUnit unit, Func<SubgroupKey, int, MeasureReading?> read,
        Func<string, PerformanceSample, ScoreDrift?, IReadOnlyList<string>> means,
        IReadOnlyList<MeasureMark>? marks = null) =>
        new(key, name, explanation, unit, history.Days, [.. pins.Prepend(SubgroupKey.All).Select(group => Series(group, read, means))], marks ?? []) { HelpHref = help };

    private MeasureSeries Series(SubgroupKey group, Func<SubgroupKey, int, MeasureReading?> read, Func<string, PerformanceSample, ScoreDrift?, IReadOnlyList<string>> means)
    {
        var series = new MeasureSeries(group.ToString(), _names.Of(group), [.. Enumerable.Range(0, history.Days.Count).Select(day => read(group, day))]);
        var newest = history.Days.Count - 1;
        return newest < 0 || series.Readings[newest]?.Value is null || history.Own(group, newest) is not { } own ? series
            : series with { Meaning = means(_names.Phrase(group), own, history.Drift(group, newest)) };
    }

    private bool Hides(PerformanceSample own) => !showSmallCells && SmallCells.In(Metric.FlagRate, own);

    /// <summary>Its words tell how many the baseline has.</summary>
    private bool HidesBaseline(ScoreDrift drift) => !showSmallCells && SmallCells.InPart(drift.BaselineScored, drift.BaselineScored);

    private static MeasureReading Suppressed() => new(null, SmallCells.Suppressed);

    private static MeasureReading NoBaseline() => new(null, "Not estimable: no baseline");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

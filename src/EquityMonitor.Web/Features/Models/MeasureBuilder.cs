using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

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
        Measure("volume", "Volume", "How many encounters the model scored in the window.", MeasureUnit.Count, (key, day) => Volume(history.Own(key, day))),
        Rate(Metric.FlagRate),
        Rate(Metric.Prevalence),
        Rate(Metric.OutcomeKnownRate) with { FromZero = false },
        Measure(
            "psi",
            "Score drift (PSI)",
            "How far the scores have moved from the baseline period (population stability index), less what chance alone gives groups of this size. Up to 0.1 is little, above 0.25 is much.",
            MeasureUnit.Number,
            (key, day) => Psi(history.Own(key, day), history.Drift(key, day)),
            [new(SomeDrift, "0.1"), new(MuchDrift, "0.25")]),
        Measure(
            "ks",
            "Largest score shift (KS)",
            "The largest difference between the share of scores below any value now and in the baseline period (Kolmogorov–Smirnov). 0 is no difference, 1 is none in common. The p-value says how easily chance alone gives as much.",
            MeasureUnit.Number,
            (key, day) => Ks(history.Own(key, day), history.Drift(key, day))),
    ];

    /// <summary>STATISTICS section 5: small samples of one distribution differ too; what that alone gives is taken off.</summary>
    public static double Corrected(ScoreDrift drift, long scored)
    {
        ArgumentNullException.ThrowIfNull(drift);
        return scored == 0 || drift.BaselineScored == 0 ? 0 : Math.Max(0, drift.Psi - ((drift.Bins - 1) * ((1.0 / scored) + (1.0 / drift.BaselineScored))));
    }

    public static DriftLevel Level(double corrected) => corrected > MuchDrift ? DriftLevel.Much : corrected >= SomeDrift ? DriftLevel.Some : DriftLevel.Little;

    private MeasureView Rate(Metric metric) => Measure(metric.Key, metric.Name, MetricWords.Of(metric).Explanation, MeasureUnit.Share, (key, day) =>
    {
        if (history.Own(key, day) is not { } own)
            return null;
        if (!showSmallCells && SmallCells.In(metric, own))
            return Suppressed();
        var reading = Reading.Of(Estimator.Estimate(metric, own, _scale, all: history.All(day)));
        return new MeasureReading(reading.MeasuredOrNull?.Value, reading.Text(metric));
    });

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

    private MeasureView Measure(
        string key, string name, string explanation, MeasureUnit unit, Func<SubgroupKey, int, MeasureReading?> read, IReadOnlyList<MeasureMark>? marks = null) =>
        new(key, name, explanation, unit, history.Days,
            [.. pins.Prepend(SubgroupKey.All).Select(group => new MeasureSeries(group.ToString(), _names.Of(group), [.. Enumerable.Range(0, history.Days.Count).Select(day => read(group, day))]))],
            marks ?? []);

    private bool Hides(PerformanceSample own) => !showSmallCells && SmallCells.In(Metric.FlagRate, own);

    private static MeasureReading Suppressed() => new(null, "Suppressed (1 to 10)");

    private static MeasureReading NoBaseline() => new(null, "Not estimable: no baseline");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

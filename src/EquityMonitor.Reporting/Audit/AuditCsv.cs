using CsvHelper;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>
/// The audit for spreadsheets: <c>audit.csv</c>, one row per subgroup and metric; an empty dimension column means "any value". The columns <c>standardised…</c> hold the group, everyone
/// else and their difference with the same mix of patients, where the definition asks for that and the metric is a proportion.
/// </summary>
public static class AuditCsv
{
    private static readonly string[] Counts = ["scored", "evaluable", "patients", "tp", "fp", "fn", "tn"];

    private static readonly string[] Standardised =
    [
        "standardisedBy", "standardised", "standardisedLow", "standardisedHigh", "standardisedOthers", "standardisedOthersLow", "standardisedOthersHigh",
        "standardisedDifference", "standardisedDifferenceLow", "standardisedDifferenceHigh", "standardisedDifferenceNotEstimable", "standardisedCoverage",
    ];

    private static readonly string[] Figures =
    [
        "metric", "confidence", "value", "low", "high", "denominator", "standardError", "designEffect", "notEstimable", "intervalReason",
        "difference", "differenceLow", "differenceHigh", "differenceNotEstimable", "ratio", "ratioLow", "ratioHigh", "ratioNotEstimable", "ratioKatzLow", "ratioKatzHigh",
        .. Standardised, "verdicts", "suppressed",
    ];

    public static async Task WriteAsync(AuditFigures figures, Stream stream, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(figures);
        await using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        var dimensions = figures.Audit.Definition.Dimensions.Select(dimension => dimension.Column).ToArray();
        csv.WriteField("subgroup");
        foreach (var dimension in dimensions)
            csv.WriteField(CsvText.Safe("subgroup." + dimension));
        foreach (var column in Counts.Concat(Figures))
            csv.WriteField(column);
        await csv.EndRecordAsync(ct);
        var standardised = figures.Parts?.Standardised.ContentOrNull;
        var gaps = (standardised?.Groups ?? []).ToDictionary(group => group.Key, group => group.Metrics.ToDictionary(item => item.Metric, item => item.Gap));
        foreach (var subgroup in figures.Subgroups)
        {
            ct.ThrowIfCancellationRequested();
            var of = gaps.GetValueOrDefault(subgroup.Key);
            foreach (var metric in subgroup.Metrics)
            {
                WriteSubgroup(csv, subgroup, dimensions);
                WriteMetric(csv, subgroup, metric, figures.Level, of?.GetValueOrDefault(metric.Metric), standardised?.ShowsCoverage == true);
                await csv.EndRecordAsync(ct);
            }
        }

        await csv.FlushAsync(ct);
    }

    private static void WriteSubgroup(CsvWriter csv, SubgroupFigures subgroup, string[] dimensions)
    {
        csv.WriteField(CsvText.Safe(subgroup.Key.Order == 0 ? "All" : subgroup.Key.ToString()));
        foreach (var dimension in dimensions)
        {
            var value = subgroup.Key.Parts.FirstOrDefault(part => string.Equals(part.Key, dimension, StringComparison.Ordinal)).Value;
            csv.WriteField(value is null ? "" : CsvText.Safe(value));
        }

        var own = subgroup.SuppressedBecause is null ? subgroup.Sample.Own : null;
        csv.WriteField(own?.Scored);
        csv.WriteField(own?.Counts.Total);
        csv.WriteField(own?.Patients);
        csv.WriteField(own?.Counts.TruePositives);
        csv.WriteField(own?.Counts.FalsePositives);
        csv.WriteField(own?.Counts.FalseNegatives);
        csv.WriteField(own?.Counts.TrueNegatives);
    }

    private static void WriteMetric(CsvWriter csv, SubgroupFigures subgroup, MetricFigures metric, ConfidenceLevel level, GroupGap? gap, bool showsCoverage)
    {
        csv.WriteField(metric.Metric.Key);
        if (subgroup.SuppressedBecause is { } reason)
        {
            for (var i = 2; i < Figures.Length; i++)
                csv.WriteField("");
            csv.WriteField(CsvText.Safe(reason));
            return;
        }

        csv.WriteField(level.Value);
        var measured = metric.Value as Estimate.Measured;
        csv.WriteField(measured?.Value);
        csv.WriteField(measured?.Interval?.Low);
        csv.WriteField(measured?.Interval?.High);
        csv.WriteField(measured?.Denominator);
        csv.WriteField(measured?.StandardError);
        csv.WriteField(measured?.DesignEffect);
        WriteReason(csv, metric.Value);
        csv.WriteField(measured?.IntervalReason?.Text ?? "");
        WriteComparison(csv, metric.Difference);
        WriteReason(csv, metric.Difference);
        WriteComparison(csv, metric.Ratio);
        WriteReason(csv, metric.Ratio);
        var katz = (metric.KatzRatio as Estimate.Measured)?.Interval;
        csv.WriteField(katz?.Low);
        csv.WriteField(katz?.High);
        WriteStandardised(csv, gap, showsCoverage);
        csv.WriteField(CsvText.Safe(string.Join("; ", subgroup.Judgements
            .Where(judgement => judgement.Rule.Metric == metric.Metric)
            .Select(judgement => $"{judgement.Rule.Key}: {VerdictWords.Of(judgement.Verdict).Word}"))));
        csv.WriteField("");
    }

    private static void WriteStandardised(CsvWriter csv, GroupGap? gap, bool showsCoverage)
    {
        var result = gap?.Standardised;
        csv.WriteField(CsvText.Safe(string.Join("; ", (gap?.By ?? []).Select(dimension => dimension.Column))));
        WriteComparison(csv, result?.Own);
        WriteComparison(csv, result?.Reference);
        WriteComparison(csv, result?.Difference);
        WriteReason(csv, result?.Difference);
        csv.WriteField(showsCoverage ? result?.Coverage : null);
    }

    private static void WriteReason(CsvWriter csv, Estimate? estimate) => csv.WriteField((estimate as Estimate.NotEstimable)?.Reason.Text ?? "");

    private static void WriteComparison(CsvWriter csv, Estimate? comparison)
    {
        var measured = comparison as Estimate.Measured;
        csv.WriteField(measured?.Value);
        csv.WriteField(measured?.Interval?.Low ?? (comparison as Estimate.Unbounded)?.Low);
        csv.WriteField(measured?.Interval?.High);
    }
}

using CsvHelper;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The audit for spreadsheets: <c>audit.csv</c>, one row per subgroup and metric; an empty dimension column means "any value".</summary>
public static class AuditCsv
{
    private static readonly string[] Counts = ["scored", "evaluable", "patients", "tp", "fp", "fn", "tn"];

    private static readonly string[] Figures =
    [
        "metric", "confidence", "value", "low", "high", "denominator", "standardError", "designEffect", "notEstimable", "intervalReason",
        "difference", "differenceLow", "differenceHigh", "ratio", "ratioLow", "ratioHigh", "ratioKatzLow", "ratioKatzHigh", "verdicts", "suppressed",
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
        foreach (var subgroup in figures.Subgroups)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var metric in subgroup.Metrics)
            {
                WriteSubgroup(csv, subgroup, dimensions);
                WriteMetric(csv, subgroup, metric, figures.Level);
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

    private static void WriteMetric(CsvWriter csv, SubgroupFigures subgroup, MetricFigures metric, ConfidenceLevel level)
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
        csv.WriteField((metric.Value as Estimate.NotEstimable)?.Reason.Text ?? "");
        csv.WriteField(measured?.IntervalReason?.Text ?? "");
        WriteComparison(csv, metric.Difference);
        WriteComparison(csv, metric.Ratio);
        var katz = (metric.KatzRatio as Estimate.Measured)?.Interval;
        csv.WriteField(katz?.Low);
        csv.WriteField(katz?.High);
        csv.WriteField(CsvText.Safe(string.Join("; ", subgroup.Judgements
            .Where(judgement => judgement.Rule.Metric == metric.Metric)
            .Select(judgement => $"{judgement.Rule.Key}: {VerdictWords.Of(judgement.Verdict).Word}"))));
        csv.WriteField("");
    }

    private static void WriteComparison(CsvWriter csv, Estimate? comparison)
    {
        var measured = comparison as Estimate.Measured;
        csv.WriteField(measured?.Value);
        csv.WriteField(measured?.Interval?.Low ?? (comparison as Estimate.Unbounded)?.Low);
        csv.WriteField(measured?.Interval?.High);
    }
}

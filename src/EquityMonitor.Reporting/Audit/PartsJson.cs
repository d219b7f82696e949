using System.Text.Json;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The analyses within audit.json: each with its state, and its figures or the reason why there are none.</summary>
internal static class PartsJson
{
    public static void Write(Utf8JsonWriter json, AuditParts parts, AuditFigures figures)
    {
        json.WriteStartArray("compared");
        foreach (var key in parts.Compared)
            WriteKeyObject(json, key);
        json.WriteEndArray();
        WritePart(json, "curves", parts.Curves, curves => WriteCurves(json, curves, figures));
        WritePart(json, "calibration", parts.Calibration, calibration => CalibrationJson.Write(json, calibration));
        WritePart(json, "standardised", parts.Standardised, standardised => StandardisedJson.Write(json, standardised));
        WritePart(json, "drift", parts.Drift, drift => DriftJson.Write(json, drift));
        WritePart(json, "scan", parts.Scan, scan => ScanJson.Write(json, scan));
        WritePart(json, "labelAudit", parts.LabelAudit, audits => LabelAuditJson.Write(json, figures.Audit.Analyses!.Need!, audits));
    }

    public static void WriteKey(Utf8JsonWriter json, SubgroupKey key)
    {
        json.WritePropertyName("subgroup");
        WriteKeyObject(json, key);
    }

    public static void WriteQuarantined(Utf8JsonWriter json, IReadOnlyDictionary<string, long> quarantined)
    {
        json.WriteStartObject("quarantined");
        foreach (var (reason, count) in quarantined.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json.WriteNumber(reason, count);
        json.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteKeyObject(Utf8JsonWriter json, SubgroupKey key)
    {
        json.WriteStartObject();
        foreach (var (dimension, value) in key.Parts)
            json.WriteString(dimension, value);
        json.WriteEndObject();
    }

    private static void WritePart<T>(Utf8JsonWriter json, string name, AuditPart<T> part, Action<T> write)
    {
        json.WriteStartObject(name);
        var (state, reason) = part switch
        {
            AuditPart<T>.NotEstimable none => ("notEstimable", none.Why),
            AuditPart<T>.NotAsked none => ("notAsked", none.How),
            AuditPart<T>.Suppressed none => ("suppressed", none.Why),
            _ => ("ready", null),
        };
        json.WriteString("state", state);
        if (reason is not null)
            json.WriteString("reason", reason);
        if (part is AuditPart<T>.Ready ready)
            write(ready.Content);
        json.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter json, CurveAnalysis curves, AuditFigures figures)
    {
        json.WriteNumber("tolerance", ThinnedCurve.Tolerance);
        json.WriteStartArray("groups");
        foreach (var group in curves.Groups)
        {
            json.WriteStartObject();
            WriteKey(json, group.Key);
            json.WriteNumber("positives", group.Positives);
            json.WriteNumber("negatives", group.Negatives);
            EstimateJson.WriteMetric(json, "auroc", figures.Of(group.Key).Of(Metric.Auroc).Value);
            EstimateJson.WriteMetric(json, "averagePrecision", group.AveragePrecision);
            json.WriteStartArray("roc");
            foreach (var point in ThinnedCurve.Of(group.Roc.TryGet(out var roc) ? roc : [], point => (point.FalsePositiveRate, point.TruePositiveRate)))
            {
                json.WriteStartObject();
                WriteNumber(json, "threshold", point.Threshold);
                json.WriteNumber("falsePositiveRate", point.FalsePositiveRate);
                json.WriteNumber("truePositiveRate", point.TruePositiveRate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("precisionRecall");
            foreach (var point in ThinnedCurve.Of(group.PrecisionRecall.TryGet(out var curve) ? curve : [], point => (point.Recall, point.Precision)))
            {
                json.WriteStartObject();
                json.WriteNumber("threshold", point.Threshold);
                json.WriteNumber("recall", point.Recall);
                json.WriteNumber("precision", point.Precision);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>
/// The audit for programs: <c>audit.json</c>, as <c>audit.schema.json</c> describes it. It holds no clock time, so that equal input gives equal bytes.
/// </summary>
public static class AuditJson
{
    /// <summary>Changes when something that stood there means something else or is gone; what is added leaves it alone.</summary>
    public const string Schema = "equitymonitor.audit/3";

    // The file is read by JSON parsers, never pasted into a page: "<" and accented letters stand as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(AuditFigures figures, Stream stream, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(figures);
        await using var json = new Utf8JsonWriter(stream, Options);
        var audit = figures.Audit;
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("model", audit.Definition.Key);
        json.WriteNumber("threshold", audit.Definition.Threshold);
        json.WriteNumber("confidence", figures.Level.Value);
        var shown = figures.All.SuppressedBecause is null;
        WriteCount(json, "scored", shown ? figures.All.Scored : null);
        WriteCount(json, "evaluable", shown ? figures.All.Evaluable : null);
        PartsJson.WriteQuarantined(json, audit.Quarantined);
        json.WriteStartArray("subgroups");
        foreach (var subgroup in figures.Subgroups)
        {
            ct.ThrowIfCancellationRequested();
            WriteSubgroup(json, subgroup);
            if (json.BytesPending > 1 << 16)
                await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        if (figures.Parts is { } parts)
            PartsJson.Write(json, parts, figures);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static void WriteSubgroup(Utf8JsonWriter json, SubgroupFigures subgroup)
    {
        json.WriteStartObject();
        PartsJson.WriteKey(json, subgroup.Key);
        if (subgroup.SuppressedBecause is { } reason)
            json.WriteString("suppressed", reason);
        else
            WriteFigures(json, subgroup);
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, SubgroupFigures subgroup)
    {
        var own = subgroup.Sample.Own;
        json.WriteNumber("scored", own.Scored);
        json.WriteNumber("evaluable", own.Counts.Total);
        WriteCount(json, "patients", own.Patients);
        json.WriteStartObject("counts");
        json.WriteNumber("tp", own.Counts.TruePositives);
        json.WriteNumber("fp", own.Counts.FalsePositives);
        json.WriteNumber("fn", own.Counts.FalseNegatives);
        json.WriteNumber("tn", own.Counts.TrueNegatives);
        json.WriteEndObject();
        json.WriteStartObject("metrics");
        foreach (var metric in subgroup.Metrics)
        {
            json.WritePropertyName(metric.Metric.Key);
            EstimateJson.WriteMetric(json, metric.Value);
        }

        json.WriteEndObject();
        json.WriteStartObject("againstComplement");
        foreach (var metric in subgroup.Metrics.Where(metric => metric.Difference is not null || metric.Ratio is not null))
        {
            json.WriteStartObject(metric.Metric.Key);
            WriteComparison(json, "difference", metric.Difference);
            WriteComparison(json, "ratio", metric.Ratio);
            WriteComparison(json, "ratioKatz", metric.KatzRatio);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteVerdicts(json, subgroup);
    }

    private static void WriteCount(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteComparison(Utf8JsonWriter json, string name, Estimate? estimate)
    {
        if (estimate is null)
            return;
        json.WritePropertyName(name);
        EstimateJson.WriteComparison(json, estimate);
    }

    private static void WriteVerdicts(Utf8JsonWriter json, SubgroupFigures subgroup)
    {
        json.WriteStartArray("verdicts");
        foreach (var judgement in subgroup.Judgements)
        {
            json.WriteStartObject();
            json.WriteString("rule", judgement.Rule.Key);
            json.WriteString("verdict", VerdictWords.Of(judgement.Verdict).Key);
            if (judgement.Reason is { } reason)
                json.WriteString("reason", reason);
            PartsJson.WriteNumber(json, "adjustedP", judgement.AdjustedPValue);
            json.WriteNumber("family", judgement.Family);
            PartsJson.WriteNumber(json, "margin", judgement.Margin is { } margin && double.IsFinite(margin) ? margin : null);
            WriteComparison(json, "compared", judgement.Compared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

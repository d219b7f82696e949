using System.Text.Json;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The label audit within audit.json.</summary>
internal static class LabelAuditJson
{
    public static void Write(Utf8JsonWriter json, string need, IReadOnlyList<LabelAuditAnalysis> audits)
    {
        json.WriteString("need", need);
        json.WriteStartArray("dimensions");
        foreach (var audit in audits)
        {
            if (!audit.Result.TryGet(out var result))
                continue;
            json.WriteStartObject();
            json.WriteString("dimension", audit.Dimension);
            json.WriteNumber("patients", result.Patients);
            json.WriteNumber("withoutNeed", audit.WithoutNeed);
            json.WriteNumber("flagged", result.Flagged);
            json.WriteNumber("thresholdPercentile", result.ThresholdPercentile);
            json.WriteStartArray("groups");
            foreach (var (value, group) in audit.Values.Zip(result.Groups))
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteNumber("patients", group.Patients);
                EstimateJson.WriteMetric(json, "needGap", group.NeedGap);
                PartsJson.WriteNumber(json, "needGapP", group.PValue.OrNull());
                json.WriteNumber("nearThreshold", group.NearThreshold);
                json.WriteNumber("othersNearThreshold", group.OthersNearThreshold);
                EstimateJson.WriteMetric(json, "shareOfFlagged", group.ShareOfFlagged);
                PartsJson.WriteNumber(json, "shareIfFlaggedByNeed", group.ShareByNeed.OrNull());
                json.WriteStartArray("bins");
                foreach (var bin in group.Bins)
                {
                    json.WriteStartObject();
                    json.WriteNumber("fromPercentile", bin.FromPercentile);
                    json.WriteNumber("toPercentile", bin.ToPercentile);
                    EstimateJson.WriteMetric(json, "need", bin.Need);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Standardised gaps within audit.json.</summary>
internal static class StandardisedJson
{
    public static void Write(Utf8JsonWriter json, StandardisedFigures standardised)
    {
        WriteColumns(json, standardised.By);
        json.WriteStartArray("groups");
        foreach (var group in standardised.Groups)
        {
            json.WriteStartObject();
            PartsJson.WriteKey(json, group.Key);
            WriteColumns(json, group.By);
            json.WriteStartObject("metrics");
            foreach (var (metric, gap) in group.Metrics)
            {
                json.WriteStartObject(metric.Key);
                EstimateJson.WriteComparison(json, "difference", gap.Raw);
                Write(json, gap, standardised.ShowsCoverage);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GroupGap gap, bool showsCoverage)
    {
        json.WriteStartObject("standardised");
        EstimateJson.WriteComparison(json, "own", gap.Standardised.Own);
        EstimateJson.WriteComparison(json, "others", gap.Standardised.Reference);
        EstimateJson.WriteComparison(json, "difference", gap.Standardised.Difference);
        PartsJson.WriteNumber(json, "coverage", showsCoverage ? gap.Standardised.Coverage : null);
        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<DimensionDefinition> by)
    {
        json.WriteStartArray("by");
        foreach (var dimension in by)
            json.WriteStringValue(dimension.Column);
        json.WriteEndArray();
    }
}

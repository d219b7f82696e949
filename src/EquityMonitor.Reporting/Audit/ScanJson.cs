using System.Text.Json;
using EquityMonitor.Monitoring.Explore;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The scan for hidden subgroups within audit.json.</summary>
internal static class ScanJson
{
    public static void Write(Utf8JsonWriter json, ScanResult scan)
    {
        json.WriteString("metric", scan.Settings.Metric.Key);
        json.WriteNumber("minimum", scan.Settings.Minimum);
        json.WriteNumber("findLevel", SubgroupScan.FindLevel);
        json.WriteNumber("confirmLevel", SubgroupScan.ConfirmLevel);
        json.WriteBoolean("splitByPatient", scan.IsByPatient);
        json.WriteStartObject("encounters");
        json.WriteNumber("find", scan.Encounters.Find);
        json.WriteNumber("confirm", scan.Encounters.Confirm);
        json.WriteEndObject();
        json.WriteNumber("candidates", scan.Candidates);
        json.WriteStartArray("leftOut");
        foreach (var columns in scan.LeftOut)
        {
            json.WriteStartArray();
            foreach (var column in columns)
                json.WriteStringValue(column);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("found");
        foreach (var find in scan.Found)
        {
            json.WriteStartObject();
            PartsJson.WriteKey(json, find.Key);
            json.WriteBoolean("confirmed", find.IsConfirmed);
            WriteFigures(json, "find", find.Find, find.FindP);
            WriteFigures(json, "confirm", find.Confirm, find.ConfirmP);
            json.WriteStartArray("parents");
            foreach (var parent in find.Parents)
            {
                json.WriteStartObject();
                PartsJson.WriteKey(json, parent.Key);
                json.WriteBoolean("found", parent.IsFound);
                WriteFigures(json, "confirm", parent.Confirm, adjustedP: null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, string half, ScanFigures figures, double? adjustedP)
    {
        json.WriteStartObject(half);
        if (adjustedP is { } p)
            json.WriteNumber("adjustedP", p);
        EstimateJson.WriteMetric(json, "own", figures.Own);
        if (figures.Others is { } others)
            EstimateJson.WriteMetric(json, "others", others);
        if (figures.Difference is { } difference)
            EstimateJson.WriteComparison(json, "difference", difference);
        json.WriteEndObject();
    }
}

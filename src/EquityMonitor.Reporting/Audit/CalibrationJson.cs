using System.Text.Json;
using EquityMonitor.Reporting.Suppression;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Calibration within audit.json.</summary>
internal static class CalibrationJson
{
    private static string Small => $"{SmallCount.Range} in it, or in the only other one that is left out";

    public static void Write(Utf8JsonWriter json, CalibrationFigures calibration)
    {
        json.WriteStartArray("groups");
        foreach (var group in calibration.Groups)
        {
            json.WriteStartObject();
            PartsJson.WriteKey(json, group.Key);
            json.WriteNumber("evaluable", group.Evaluable);
            json.WriteNumber("positives", group.Positives);
            EstimateJson.WriteMetric(json, "observedExpected", group.ObservedExpected);
            EstimateJson.WriteMetric(json, "meanError", group.MeanError);
            EstimateJson.WriteMetric(json, "intercept", group.Intercept);
            EstimateJson.WriteMetric(json, "slope", group.Slope);
            json.WriteStartObject("expectedCalibrationError");
            if (group.Error.TryGet(out var error))
            {
                json.WriteNumber("value", error.Value);
                json.WriteNumber("ofPerfectModel", error.OfPerfectModel);
                json.WriteNumber("draws", error.Draws);
            }
            else
            {
                json.WriteString("notEstimable", group.Error.Reason!.Text);
            }

            json.WriteEndObject();
            json.WriteStartArray("curve");
            foreach (var bin in group.Curve)
            {
                json.WriteStartObject();
                json.WriteNumber("lowestScore", bin.LowestScore);
                json.WriteNumber("highestScore", bin.HighestScore);
                json.WriteNumber("meanScore", bin.MeanScore);
                if (bin.Observed is { } observed)
                    EstimateJson.WriteMetric(json, "observed", observed);
                else
                    json.WriteString("suppressed", Small);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteHistogram(json, group.Histogram);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHistogram(Utf8JsonWriter json, IReadOnlyList<long?> counts)
    {
        json.WriteStartArray("histogram");
        foreach (var (bin, count) in counts.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("from", bin / (double)counts.Count);
            json.WriteNumber("to", (bin + 1) / (double)counts.Count);
            if (count is { } known)
                json.WriteNumber("count", known);
            else
                json.WriteString("suppressed", Small);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

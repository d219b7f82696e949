using System.Text.Json;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Estimates as JSON: unrounded, never NaN, and never a missing number without its reason. An unbounded ratio has a null value and a lower limit.</summary>
internal static class EstimateJson
{
    /// <summary>value, low, high, denominator, and the standard error where the method has one; or notEstimable.</summary>
    public static void WriteMetric(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartObject();
        if (WriteValue(json, estimate) is { } measured)
        {
            if (measured.StandardError is { } error)
                json.WriteNumber("standardError", error);
            json.WriteNumber("denominator", measured.Denominator);
            if (measured.DesignEffect > 1)
                json.WriteNumber("designEffect", measured.DesignEffect);
        }

        json.WriteEndObject();
    }

    /// <summary>value, low, high; or notEstimable.</summary>
    public static void WriteComparison(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteStartObject();
        WriteValue(json, estimate);
        json.WriteEndObject();
    }

    public static void WriteMetric(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WritePropertyName(name);
        WriteMetric(json, estimate);
    }

    public static void WriteComparison(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WritePropertyName(name);
        WriteComparison(json, estimate);
    }

    private static Estimate.Measured? WriteValue(Utf8JsonWriter json, Estimate estimate)
    {
        if (estimate is Estimate.Unbounded ratio)
        {
            json.WriteNull("value");
            json.WriteNumber("low", ratio.Low);
            json.WriteNull("high");
            json.WriteBoolean("unbounded", true);
            return null;
        }

        if (estimate is not Estimate.Measured measured)
        {
            json.WriteString("notEstimable", ((Estimate.NotEstimable)estimate).Reason.Text);
            return null;
        }

        json.WriteNumber("value", measured.Value);
        WriteLimit(json, "low", measured.Interval?.Low);
        WriteLimit(json, "high", measured.Interval?.High);
        if (measured.Interval is { } interval && (interval.Low is null || interval.High is null))
            json.WriteBoolean("unbounded", true);
        if (measured.Interval is null)
            json.WriteString("intervalReason", measured.IntervalReason?.Text ?? "no interval is defined for this metric");
        return measured;
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, double? limit)
    {
        if (limit is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}

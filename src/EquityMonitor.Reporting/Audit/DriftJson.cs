using System.Text.Json;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Drift within audit.json.</summary>
internal static class DriftJson
{
    public static void Write(Utf8JsonWriter json, DriftFigures drift)
    {
        if (drift.Baseline is { } baseline)
        {
            json.WriteStartObject("baseline");
            json.WriteString("file", baseline.FileName);
            json.WriteNumber("scored", baseline.Scored);
            PartsJson.WriteQuarantined(json, baseline.Quarantined);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("baseline");
        }

        json.WriteStartArray("groups");
        foreach (var group in drift.Groups)
            WriteGroup(json, group);
        json.WriteEndArray();
        json.WriteStartArray("mix");
        foreach (var mix in drift.Mix)
        {
            json.WriteStartObject();
            json.WriteString("dimension", mix.Column);
            WriteMix(json, "againstTraining", mix.AgainstTraining);
            WriteMix(json, "againstBaseline", mix.AgainstBaseline);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupDrift group)
    {
        json.WriteStartObject();
        PartsJson.WriteKey(json, group.Key);
        json.WriteNumber("scored", group.Scored);
        json.WriteNumber("baselineScored", group.BaselineScored);
        if (group.Shift.TryGet(out var shift))
        {
            WriteStability(json, shift.StabilityIndex);
            json.WriteStartObject("kolmogorovSmirnov");
            json.WriteNumber("statistic", shift.KolmogorovSmirnov.Statistic);
            json.WriteNumber("pValue", shift.KolmogorovSmirnov.PValue);
            json.WriteEndObject();
            json.WriteNumber("jensenShannonDistance", shift.JensenShannonDistance);
            json.WriteStartObject("wasserstein");
            json.WriteNumber("distance", shift.Wasserstein.Distance);
            PartsJson.WriteNumber(json, "overBaselineDeviation", shift.Wasserstein.OverBaselineDeviation.OrNull());
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("notEstimable", group.Shift.Reason!.Text);
        }

        json.WriteStartArray("bins");
        for (var bin = 0; bin < (group.Bins?.Now.Count ?? 0); bin++)
        {
            var edges = group.Bins!.InnerEdges;
            json.WriteStartObject();
            PartsJson.WriteNumber(json, "from", bin == 0 ? null : edges[bin - 1]);
            PartsJson.WriteNumber(json, "to", bin == edges.Count ? null : edges[bin]);
            json.WriteNumber("baseline", group.Bins.Baseline[bin]);
            json.WriteNumber("now", group.Bins.Now[bin]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("shares");
        foreach (var share in group.Shares)
        {
            json.WriteStartObject();
            json.WriteString("measure", share.Kind switch
            {
                ShareKind.Prevalence => "prevalence",
                ShareKind.FlagRate => "flagRate",
                ShareKind.MissingOutcome => "missingOutcome",
                _ => "missingAttribute",
            });
            if (share.Dimension is { } dimension)
                json.WriteString("dimension", dimension);
            WriteShare(json, "now", share.X, share.N);
            WriteShare(json, "baseline", share.BaselineX, share.BaselineN);
            EstimateJson.WriteComparison(json, "difference", share.Difference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, string name, long count, long of)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", count);
        json.WriteNumber("of", of);
        json.WriteEndObject();
    }

    private static void WriteStability(Utf8JsonWriter json, StabilityIndex index)
    {
        json.WriteStartObject("psi");
        json.WriteNumber("value", index.Value);
        json.WriteNumber("biasCorrected", index.BiasCorrected);
        json.WriteNumber("bins", index.Bins);
        json.WriteEndObject();
    }

    private static void WriteMix(Utf8JsonWriter json, string name, Computed<MixDriftResult> against)
    {
        json.WriteStartObject(name);
        if (!against.TryGet(out var mix))
        {
            json.WriteString("notEstimable", against.Reason!.Text);
            json.WriteEndObject();
            return;
        }

        WriteStability(json, mix.StabilityIndex);
        json.WriteNumber("totalVariation", mix.TotalVariation);
        json.WriteStartObject("chiSquare");
        if (mix.Test.TryGet(out var test))
        {
            json.WriteNumber("statistic", test.Statistic);
            json.WriteNumber("degreesOfFreedom", test.DegreesOfFreedom);
            json.WriteNumber("pValue", test.PValue);
            json.WriteNumber("pooled", test.Pooled);
        }
        else
        {
            json.WriteString("notEstimable", mix.Test.Reason!.Text);
        }

        json.WriteEndObject();
        json.WriteStartArray("values");
        foreach (var category in mix.Categories)
        {
            json.WriteStartObject();
            json.WriteString("value", category.Name);
            json.WriteNumber("referenceShare", category.ReferenceShare);
            json.WriteNumber("now", category.Live);
            EstimateJson.WriteComparison(json, "representation", category.Representation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

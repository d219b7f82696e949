using System.Globalization;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.WebUtilities;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Addresses of the model page that show exactly what a line of another page is about.</summary>
public static class ModelLink
{
    public static string Of(string modelKey) => $"/models/{Uri.EscapeDataString(modelKey)}";

    /// <param name="modelKey">Key of the model.</param>
    /// <param name="metric">What is looked at.</param>
    /// <param name="window">Length in days.</param>
    /// <param name="subgroup">Shown beside All; null for All alone.</param>
    public static string Of(string modelKey, Metric metric, int window, SubgroupKey? subgroup)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var asked = new Dictionary<string, string?>(StringComparer.Ordinal) { ["metric"] = metric.Key };
        if (subgroup is { Order: > 0 })
        {
            asked["dimension"] = subgroup.Parts[0].Key;
            asked["pin"] = subgroup.ToString();
        }

        asked["window"] = window.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Of(modelKey), asked);
    }
}

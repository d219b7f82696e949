using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Models;

/// <summary>A decision threshold as people say it.</summary>
public static class Thresholds
{
    /// <summary>"15 %" of a probability, "7 points" of a score in points.</summary>
    public static string Text(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Score.Kind == ScoreKind.Probability
            ? $"{(definition.Threshold * 100).ToString("0.##", CultureInfo.InvariantCulture)}{Formats.Space}%"
            : $"{definition.Threshold.ToString("0.##", CultureInfo.InvariantCulture)}{Formats.Space}points";
    }
}

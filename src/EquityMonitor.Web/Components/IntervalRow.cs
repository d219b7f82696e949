using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Web.Components;

/// <param name="Verdict">Null when no rule speaks of the group.</param>
public sealed record IntervalRow(string Name, Verdict? Verdict, Reading Reading)
{
    /// <summary>A scale that holds every interval and limit with room on both sides.</summary>
    public static (double Low, double High) Range(IEnumerable<IntervalRow> rows, IEnumerable<double> limits)
    {
        var values = rows.Select(row => row.Reading.MeasuredOrNull).OfType<EquityMonitor.Statistics.Estimate.Measured>()
            .SelectMany(measured => new[] { measured.Value, measured.Interval?.Low ?? measured.Value, measured.Interval?.High ?? measured.Value })
            .Concat(limits).ToList();
        if (values.Count == 0)
            return (0, 1);
        var (low, high) = (values.Min(), values.Max());
        var room = Math.Max((high - low) * 0.08, 1e-3);
        return (low - room, high + room);
    }
}

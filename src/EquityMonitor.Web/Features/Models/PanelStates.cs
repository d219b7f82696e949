using System.Globalization;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Which of the six states the panels of a choice are in; pure.</summary>
public static class PanelStates
{
    /// <summary>Ready as soon as one day of one line can be drawn.</summary>
    public static PanelState Of(TrendView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var readings = view.Series.SelectMany(series => series.Readings).OfType<Reading>().ToList();
        if (readings.Exists(reading => reading is Reading.Known))
            return new PanelState.Ready();
        if (readings.Exists(reading => reading is Reading.Suppressed))
            return new PanelState.Suppressed();
        return readings.OfType<Reading.NotEstimable>().LastOrDefault() is { } none ? new PanelState.NotEstimable(none.Why) : new PanelState.Empty();
    }

    public static PanelState Of(IReadOnlyList<MeasureView> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        return measures.Any(measure => measure.Series.Any(series => series.Readings.Any(reading => reading is not null))) ? new PanelState.Ready() : new PanelState.Empty();
    }

    /// <summary>What a zoom belongs to: another time shown begins anew, a new night's results do not.</summary>
    public static string Revision(ModelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return string.Create(CultureInfo.InvariantCulture, $"{choice.Range} {choice.AsOf:yyyy-MM-dd}");
    }
}

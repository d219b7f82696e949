using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>Differences of shares in words.</summary>
public static class GapWords
{
    /// <summary>"+5 points, −3 to +12": a difference with its limits, to a tenth of a point where they lie close.</summary>
    public static string Of(Reading difference) => difference switch
    {
        Reading.Known { Measured: { } known } => PointWords.Of(known),
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => SmallCells.Suppressed,
    };

    public static string Points(double share, double width = 0) => PointWords.Signed(share, width);
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Gaps;

/// <summary>Standardised differences in words.</summary>
public static class SameMixWords
{
    /// <summary>"age band and sex".</summary>
    public static string Of(IReadOnlyList<DimensionDefinition> by) => StandardisedWords.Mix(by);

    /// <summary>"same mix: +5 points, −3 to +12", beside the difference as it is.</summary>
    public static string Beside(Reading standardised) => standardised switch
    {
        Reading.Known { Measured: { } known } => $"same mix: {PointWords.Of(known)}",
        Reading.NotEstimable none => $"same mix: not estimable ({none.Why})",
        _ => $"same mix: suppressed ({SmallCount.Range})",
    };
}

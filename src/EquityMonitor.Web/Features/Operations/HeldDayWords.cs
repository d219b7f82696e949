using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>Why a day is held, in plain words.</summary>
public static class HeldDayWords
{
    public static string Of(HoldReason reason) => reason switch
    {
        HoldReason.TooManyBadRows => "More than 5 % of its rows, and at least 10, could not be used.",
        HoldReason.RowsVanished => "The day had rows, and now the source returns none.",
        HoldReason.RowsLost => "The day lost more than a fifth of its rows.",
        HoldReason.OutcomesLost => "The day lost more than a fifth of its known outcomes.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}

using System.ComponentModel;
using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Web.Api;

[Description("Days, both ends included.")]
public sealed record DaysDto(DateOnly From, DateOnly To);

[Description("The encounter days that one window looks at on one as-of day.")]
public sealed record PeriodDto
{
    public required DateOnly AsOf { get; init; }

    [Description("Length in days.")]
    public required int Window { get; init; }

    [Description("Behind volume, patients, flag rate and score drift.")]
    public required DaysDto Scored { get; init; }

    [Description("Behind every performance metric: old enough for the outcome to be recorded.")]
    public required DaysDto Mature { get; init; }

    [Description("Mature days that have been pulled and are not held.")]
    public required int DaysPresent { get; init; }

    [Description("Mature days whose newest content looked wrong and is held: older content, or none, is in force.")]
    public required int DaysHeld { get; init; }

    internal static PeriodDto Of(PointSet set) => new()
    {
        AsOf = set.AsOf,
        Window = set.Window,
        Scored = new DaysDto(set.ScoredFrom, set.ScoredTo),
        Mature = new DaysDto(set.MatureFrom, set.MatureTo),
        DaysPresent = set.DaysPresent,
        DaysHeld = set.DaysHeld,
    };
}

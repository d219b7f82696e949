using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;
using EquityMonitor.Statistics.Evidence.Simulated;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What the peek-safe evidence of a question would bet on, for a truth so far past the limit.</summary>
internal sealed class PowerBets(PowerQuestion question, bool oneBetPerDay)
{
    // Scores that rank perfectly have no distance that could be drawn.
    private const double AurocEnd = 0.001;

    private readonly PowerVolume _volume = question.Volume;

    private bool IsRanked => question.Metric == Metric.Auroc;

    /// <summary>Whom the group is held against day by day; null for a fixed limit, which that to the own baseline is.</summary>
    private PowerSide? Others => question.IsRelative && !question.IsAgainstBaseline ? _volume.Others : null;

    /// <summary>Whether all that the bets need comes at all.</summary>
    public bool IsPossible => IsRanked
        ? Math.Min(_volume.Own.Positives, _volume.Own.Negatives) > 0 && (Others is null || Math.Min(Others.Positives, Others.Negatives) > 0)
        : Others is null or { Denominator: > 0 };

    public double Widest => IsRanked ? question.Room - AurocEnd : question.Room;

    public SimulatedBets Past(double gap)
    {
        var truth = question.Truth(gap);
        if (IsRanked)
            return Ranked(truth);
        var perDay = question.PerDay(question.Trials);
        if (Others is { } others)
            return new SimulatedComparison(Compared, truth, others.Value!.Value, perDay, question.PerDay(others.Denominator), question.Against is Reference.Everyone, oneBetPerDay);

        if (question.Metric == Metric.ObservedExpected)
        {
            var score = _volume.MeanScore!.Value;
            return new SimulatedEncounters(
                [.. Limits.Select(limit => limit.IsFloor ? Payoff.ObservedExpectedAtLeast(limit.Value) : Payoff.ObservedExpectedAtMost(limit.Value))], Math.Min(1, truth * score), score, perDay, oneBetPerDay);
        }

        return question.Metric == Metric.Brier
            ? new SimulatedEncounters([.. Limits.Select(Fixed)], truth, 0, perDay, oneBetPerDay)
            : new SimulatedProportion([.. Limits.Select(limit => (limit.Value, limit.IsFloor ? Departure.Downwards : Departure.Upwards))], truth, perDay, oneBetPerDay);
    }

    /// <summary>What lies at the end of the range, or past it, nothing is bet on.</summary>
    private IEnumerable<PowerLimit> Limits
    {
        get
        {
            yield return new PowerLimit(question.HeldTo, question.IsFloor);
            if (question.OtherLimit is > 0 and var other && (other < 1 || question.Metric == Metric.ObservedExpected))
                yield return new PowerLimit(other, !question.IsFloor);
        }
    }

    private Payoff Compared => question.Limit switch
    {
        Limit.Gap(var gap) => Payoff.Gap(gap, !question.IsFloor),
        Limit.Ratio(var ratio) => Payoff.Ratio(ratio, !question.IsFloor),
        _ => throw new InvalidOperationException("The rule compares with nobody."),
    };

    private SimulatedAuroc Ranked(double truth)
    {
        var own = Ranks(truth, _volume.Own);
        return Others is { } others
            ? new SimulatedAuroc([Compared], own, Ranks(others.Value!.Value, others))
            : new SimulatedAuroc([.. Limits.Select(Fixed)], own, null);
    }

    private RankedVolume Ranks(double auroc, PowerSide side) =>
        new(Math.Clamp(auroc, AurocEnd, 1 - AurocEnd), question.PerDay(side.Positives), question.PerDay(side.Negatives));

    private static Payoff Fixed(PowerLimit limit) => limit.IsFloor ? Payoff.Floor(limit.Value) : Payoff.Ceiling(limit.Value);
}

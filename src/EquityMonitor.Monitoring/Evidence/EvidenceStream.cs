using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>An alarm that lasts.</summary>
/// <param name="RaisedOn">As-of day.</param>
/// <param name="Day">Encounter day of the step.</param>
internal sealed record OpenAlarm(DateOnly RaisedOn, DateOnly Day, DateOnly Onset, double LogEvidence);

/// <summary>
/// The evidence of one form of a rule about one subgroup: a detector of the breach, and while its alarm lasts, one of recovery for each side of the limit, which
/// has to be kept on both.
/// </summary>
internal sealed class EvidenceStream(SubgroupKey key, bool oneBetPerDay, IReadOnlyList<LimitSide> sides, double budget)
{
    private const double RecoveryFactor = 10;
    private readonly double _logRecovery = Math.Log(RecoveryFactor * budget);

    public SubgroupKey Key => key;

    public IReadOnlyList<LimitSide> Sides => sides;

    public bool OneBetPerDay => oneBetPerDay;

    public EvidenceDetector Watching { get; } = new(budget, sides.Count * EvidenceGrid.Size);

    /// <summary>None while there is no alarm. They are compared with the bound together, so that none of them starts over by itself.</summary>
    public EvidenceDetector[] Recovering { get; private set; } = [];

    public OpenAlarm? Alarm { get; private set; }

    /// <summary>What an AUROC waits to bet on.</summary>
    public AurocPool Pool { get; } = new();

    /// <summary>ln of the evidence that is gathered now.</summary>
    public double LogEvidence => Alarm is null ? Watching.LogEvidence : Recovering.Min(detector => detector.LogEvidence);

    /// <summary>Takes one day; an alarm's recovery looks at later encounter days only.</summary>
    public EvidenceEvent Step(FrozenDay day, ReadOnlySpan<double> factors)
    {
        if (Alarm is null)
        {
            if (!Watching.Step(factors, 1.0 / day.Streams, day.Day.DayNumber))
                return EvidenceEvent.None;
            Raise(new OpenAlarm(day.FrozenOn, day.Day, DateOnly.FromDayNumber(Watching.Onset!.Value), Watching.LogEvidence));
            return EvidenceEvent.Alarm;
        }

        for (var side = 0; side < sides.Count; side++)
            Recovering[side].Step(factors.Slice(side * EvidenceGrid.Size, EvidenceGrid.Size), 1, day.Day.DayNumber);
        return LogEvidence >= _logRecovery ? EvidenceEvent.Recovery : EvidenceEvent.None;
    }

    /// <summary>Whether the day counts for what is gathered now.</summary>
    public bool Takes(FrozenDay day) => Alarm is null || day.Day > Alarm.Day;

    /// <summary>Both detectors begin anew, and with them what waits for a bet.</summary>
    public void Reset()
    {
        Pool.Clear();
        Watching.Reset();
        Recovering = [];
        Alarm = null;
    }

    internal void Raise(OpenAlarm alarm)
    {
        Alarm = alarm;
        Recovering = [.. sides.Select(_ => new EvidenceDetector(double.PositiveInfinity))];
    }
}

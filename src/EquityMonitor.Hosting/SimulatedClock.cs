namespace EquityMonitor.Hosting;

/// <summary>A clock that starts at noon UTC of a given day and runs on at the real pace: noon UTC is that same day in every zone that a hospital of the demo is in.</summary>
public sealed class SimulatedClock(DateOnly today, TimeProvider pace) : TimeProvider
{
    private readonly DateTimeOffset _start = new(today, new TimeOnly(12, 0), TimeSpan.Zero);
    private readonly long _startedAt = pace.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => pace.LocalTimeZone;

    public override long TimestampFrequency => pace.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + pace.GetElapsedTime(_startedAt);

    public override long GetTimestamp() => pace.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => pace.CreateTimer(callback, state, dueTime, period);
}

using EquityMonitor.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Hosting;

public sealed class SimulatedClockTests
{
    [Fact]
    public void SimulatedClock_RealTimePasses_PassesAsWell()
    {
        var pace = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 3, 0, 0, TimeSpan.Zero));
        var clock = new SimulatedClock(new DateOnly(2026, 7, 1), pace);

        pace.Advance(TimeSpan.FromHours(13));

        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 7, 2, 1, 0, 0, TimeSpan.Zero));
    }
}

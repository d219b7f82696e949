using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

public sealed class WindowRangeTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public void Of_WindowAndMaturity_GivesBothRanges()
    {
        var range = WindowRange.Of(Hospital.Definition, 7, AsOf);

        range.Scored.ShouldBe(new DateRange(new DateOnly(2026, 3, 25), AsOf));
        range.Mature.ShouldBe(new DateRange(new DateOnly(2026, 3, 20), new DateOnly(2026, 3, 26)));
    }

    [Fact]
    public void Of_VersionWithinTheWindow_StartsWithTheVersion()
    {
        var definition = Hospital.Definition with { Effective = new DateOnly(2026, 3, 24) };

        var range = WindowRange.Of(definition, 7, AsOf);

        range.Mature.From.ShouldBe(new DateOnly(2026, 3, 24));
        range.Scored.From.ShouldBe(new DateOnly(2026, 3, 25));
    }

    [Fact]
    public void Of_WindowBeforeTheVersion_IsWhole() =>
        WindowRange.Of(Hospital.Definition with { Effective = new DateOnly(2026, 3, 30) }, 7, AsOf).Mature.Days.ShouldBe(7);
}

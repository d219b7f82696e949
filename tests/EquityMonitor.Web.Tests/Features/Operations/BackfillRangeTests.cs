using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Operations;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class BackfillRangeTests
{
    private static readonly DateOnly Yesterday = Seed.Newest;
    private static readonly BackfillRange Range = new(Yesterday, null, null);

    [Fact]
    public void Range_WithinThePast_IsPermitted()
    {
        Range.Problem(Yesterday.AddDays(-30), Yesterday).ShouldBeNull();
        Range.Problem(Yesterday, Yesterday).ShouldBeNull();
    }

    [Fact]
    public void Range_Impossible_SaysWhatToChange()
    {
        Range.Problem(null, Yesterday).ShouldBe("Choose the first and the last day.");
        Range.Problem(Yesterday, null).ShouldBe("Choose the first and the last day.");
        Plain(Range.Problem(Yesterday, Yesterday.AddDays(-1))).ShouldBe("The first day, 3 Sep 2026, lies after the last, 2 Sep 2026.");
        Plain(Range.Problem(Yesterday, Yesterday.AddDays(1))).ShouldStartWith("The last day can be 3 Sep 2026 at the latest");
        Range.Problem(Yesterday.AddDays(1 - BackfillRange.LongestDays), Yesterday).ShouldBeNull();
        Plain(Range.Problem(Yesterday.AddDays(-BackfillRange.LongestDays), Yesterday)).ShouldStartWith("At most 3,660 days");
    }

    [Fact]
    public void Range_BeyondTheRetention_IsRefusedUnlessItIsTheBaseline()
    {
        var kept = Range with { FirstKept = Yesterday.AddDays(-99), Baseline = new DateRange(Yesterday.AddDays(-500), Yesterday.AddDays(-400)) };

        kept.Problem(Yesterday.AddDays(-99), Yesterday).ShouldBeNull();
        kept.Problem(Yesterday.AddDays(-450), Yesterday.AddDays(-420)).ShouldBeNull();
        Plain(kept.Problem(Yesterday.AddDays(-100), Yesterday)).ShouldContain("are not kept (Retention__EncounterDays)");
        Plain(kept.Problem(Yesterday.AddDays(-450), Yesterday)).ShouldContain("are not kept", Case.Sensitive, "days between the baseline and the retention would be removed again");
        (kept with { Baseline = new DateRange(Yesterday.AddDays(-500), Yesterday.AddDays(-100)) }).Problem(Yesterday.AddDays(-450), Yesterday).ShouldBeNull("the baseline reaches the days that are kept");
    }

    private static string Plain(string? text) => text.ShouldNotBeNull().Replace(Formats.Space, " ", StringComparison.Ordinal);
}

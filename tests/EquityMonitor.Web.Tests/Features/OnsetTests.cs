using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features;

public sealed class OnsetTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Theory]
    [InlineData(false, "since about 22 Nov 2026", "Below since 22 Nov 2026", "since yesterday")]
    [InlineData(true, "judged so for the first time on 22 Nov 2026, and maybe older", "Below, judged so for the first time on 22 Nov 2026; it may be older", "judged so first yesterday")]
    public void Onset_OfAPair_NeverClaimsWhenItBegan(bool isPair, string inSentence, string afterVerdict, string relative)
    {
        var onset = new Onset(Day, isPair);

        Plain(onset.InSentence).ShouldBe(inSentence);
        Plain("Below" + onset.AfterVerdict).ShouldBe(afterVerdict);
        Plain(onset.Relative(Day.AddDays(1))).ShouldBe(relative);
    }

    [Fact]
    public void Onset_OfAPairWithEvidence_GoesBackToWhereItProbablyBegan()
    {
        var onset = new Onset(Day, true) { Began = new DateOnly(2025, 1, 5), OrEarlier = true };

        Plain(onset.InSentence).ShouldBe("since about 5 Jan 2025, judged so for the first time on 22 Nov 2026");
        Plain("Below" + onset.AfterVerdict).ShouldBe("Below since about 5 Jan 2025; judged so for the first time on 22 Nov 2026");
        Plain(onset.Short).ShouldBe("about 5 Jan 2025");
        Plain(onset.Besides!).ShouldBe("judged so for the first time on 22 Nov 2026");
        Plain(onset.Relative(new DateOnly(2025, 3, 26))).ShouldBe("for 80 days");
        onset.Since.ShouldBe(new DateOnly(2025, 1, 5));
    }

    [Fact]
    public void Onset_OfASingleGroupWithEvidence_IsWhenItProbablyBeganAndNotWhenItWasFound()
    {
        var onset = new Onset(new DateOnly(2026, 11, 13), false) { Began = new DateOnly(2026, 6, 18) };

        Plain(onset.InSentence).ShouldBe("probably since about 18 Jun 2026");
        Plain("Below" + onset.AfterVerdict).ShouldBe("Below probably since about 18 Jun 2026; judged so since 13 Nov 2026");
        Plain(onset.Short).ShouldBe("about 18 Jun 2026");
        Plain(onset.Relative(new DateOnly(2026, 9, 6))).ShouldBe("for 80 days");
        onset.Besides.ShouldBeNull();
    }

    [Fact]
    public void Onset_OnTheFirstJudgedDay_MayBeEarlier()
    {
        var onset = new Onset(Day, false) { OrEarlier = true };

        Plain(onset.InSentence).ShouldBe("since 22 Nov 2026 or earlier");
        Plain("Below" + onset.AfterVerdict).ShouldBe("Below since 22 Nov 2026 or earlier");
        Plain(onset.Short).ShouldBe("22 Nov 2026 or earlier");
        onset.Besides.ShouldBeNull();
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

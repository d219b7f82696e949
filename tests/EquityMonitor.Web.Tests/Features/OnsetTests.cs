using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features;

public sealed class OnsetTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Theory]
    [InlineData(false, "since about 22 Nov 2026", "Below since 22 Nov 2026", "since yesterday")]
    [InlineData(true, "seen first on 22 Nov 2026", "Below, seen first on 22 Nov 2026", "seen first yesterday")]
    public void Onset_OfAPair_NeverClaimsWhenItBegan(bool isPair, string inSentence, string afterVerdict, string relative)
    {
        var onset = new Onset(Day, isPair);

        Plain(onset.InSentence).ShouldBe(inSentence);
        Plain("Below" + onset.AfterVerdict).ShouldBe(afterVerdict);
        Plain(onset.Relative(Day.AddDays(1))).ShouldBe(relative);
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

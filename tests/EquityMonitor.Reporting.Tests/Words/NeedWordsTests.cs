using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class NeedWordsTests
{
    private static readonly Estimate.Measured None = new(0.18, new Interval(-0.38, 0.73), 53);
    private static readonly Estimate.Measured Less = new(-0.5, new Interval(-0.73, -0.38), 53);

    [Fact]
    public void NobodySicker_EveryGroupCompared_ClearsThemAll() =>
        NeedWords.NobodySicker([("English", None), ("Spanish", None)], 2).ShouldBe("Near the threshold, no group needs more than everyone else with the same score by more than chance would explain.");

    [Fact]
    public void NobodySicker_SomeCompared_ClearsOnlyThose()
    {
        Plain(NeedWords.NobodySicker([("English", None)], 6)).ShouldBe("Only 1 of 6 groups has enough patients near the threshold to be compared: English, no difference beyond chance.");
        Plain(NeedWords.NobodySicker([("A", None), ("B", Less)], 3)).ShouldBe("Only 2 of 3 groups have enough patients near the threshold to be compared: A and B, no more need than everyone else with the same score, beyond chance.");
        Plain(NeedWords.NobodySicker([("A", None), ("B", None), ("C", None), ("D", None)], 9)).ShouldBe("Only 4 of 9 groups have enough patients near the threshold to be compared; no difference beyond chance.");
    }

    [Fact]
    public void NobodySicker_NobodyCompared_ClearsNobody() =>
        Plain(NeedWords.NobodySicker([], 6)).ShouldBe("None of the 6 groups has enough patients near the threshold to be compared, which says nothing either way.");

    [Theory]
    [InlineData(2, 37, 112, "Of 112 groups, 37 had enough patients near the threshold to be tested; 2 need more after adjusting for that many looks (Benjamini–Hochberg): of such, at most about one in twenty is expected to be so by chance, and the best supported come first.")]
    [InlineData(1, 3, 3, "3 groups were tested; 1 needs more after adjusting for that many looks (Benjamini–Hochberg): of such, at most about one in twenty is expected to be so by chance.")]
    public void Tested_SaysHowManyWereTestedNotHowManyThereAre(int found, int tested, int groups, string words) => Plain(NeedWords.Tested(found, tested, groups)).ShouldBe(words);

    [Fact]
    public void MoreByNeed_SharesApart_NamesBoth() =>
        Plain(NeedWords.MoreByNeed("patients whose race is B", new Estimate.Measured(0.016, new Interval(0.012, 0.02), 4980), 0.05)).ShouldBe("Patients whose race is B are 2 % (1 to 2) of the flagged; by need they would be 5 %.");

    [Theory]
    [InlineData(0.05, true)]
    [InlineData(0.02, false)]
    [InlineData(0.01, false)]
    [InlineData(null, false)]
    public void Missing_OnlyWhereTheWholeIntervalLiesBelow(double? byNeed, bool expected) =>
        NeedWords.Missing(new Estimate.Measured(0.016, new Interval(0.012, 0.02), 4980), byNeed).HasValue.ShouldBe(expected);

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}

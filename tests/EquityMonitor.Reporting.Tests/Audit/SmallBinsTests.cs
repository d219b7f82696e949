using EquityMonitor.Reporting.Audit;

namespace EquityMonitor.Reporting.Tests.Audit;

public sealed class SmallBinsTests
{
    [Fact]
    public void Hidden_WithoutASmallOne_IsNobody() => SmallBins.Hidden([(20, 30), (0, 50), (11, 11)]).ShouldBeEmpty();

    [Fact]
    public void Hidden_OneSmallOne_TakesTheNextSmallestWithIt() => SmallBins.Hidden([(5, 95), (40, 60), (20, 80), (0, 100)]).ShouldBe([0, 2], ignoreOrder: true);

    [Fact]
    public void Hidden_SmallOnesThatAreSmallTogether_TakeAnother() => SmallBins.Hidden([(3, 97), (4, 96), (40, 60), (30, 70)]).ShouldBe([0, 1, 3], ignoreOrder: true);

    [Fact]
    public void Hidden_FewWithout_CountAsFewWith() => SmallBins.Hidden([(95, 5), (95, 7), (50, 50), (60, 40)]).ShouldBe([0, 1], ignoreOrder: true);

    [Theory]
    [InlineData(0, 20, false)]
    [InlineData(20, 20, false)]
    [InlineData(10, 40, true)]
    [InlineData(30, 40, true)]
    [InlineData(11, 40, false)]
    public void IsSmall_OfAShare_LooksAtBothSides(long part, long whole, bool expected) => SmallBins.IsSmall(part, whole).ShouldBe(expected);
}

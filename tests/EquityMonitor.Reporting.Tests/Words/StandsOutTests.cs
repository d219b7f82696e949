using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class StandsOutTests
{
    [Fact]
    public void Among_OneOfForty_NeedsMoreThanFivePercentByItself()
    {
        (string Name, double P, double Size)[] tested = [("borderline", 0.03, 2), ("clear", 0.0001, 0.4), .. Enumerable.Range(0, 38).Select(i => ($"other {i}", 0.1 + (0.02 * i), 0.1))];

        Names(tested).ShouldBe(["clear"]);
        Names(tested[..1]).ShouldBe(["borderline"], "where nothing else was looked at, 0.03 suffices");
    }

    [Fact]
    public void Among_SeveralThatStandOut_TheBestSupportedComesFirstThenTheLargest() =>
        Names([("large", 0.001, 9), ("sure", 1e-12, 0.3), ("as sure and larger", 1e-12, 0.5)]).ShouldBe(["as sure and larger", "sure", "large"]);

    [Fact]
    public void Among_Nobody_IsNobody() => Names([]).ShouldBeEmpty();

    private static IEnumerable<string> Names((string Name, double P, double Size)[] tested) => StandsOut.Among(tested, item => item.P, item => item.Size).Select(item => item.Name);
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Html;

public sealed class ForestDrawingTests
{
    [Fact]
    public void InOrder_Lines_PutsAllFirstTheWorstNextAndTheWeakLast()
    {
        var lines = ForestDrawing.InOrder(
        [
            Line("sex=Male", 0.7) with { Distance = 0.2 },
            Line("sex=Unknown", 0.1) with { Distance = -0.4, IsWeak = true },
            Line("language=Spanish", 0.4) with { Distance = -0.1 },
            Line("language=Spanish & sex=Male", 0.2) with { Distance = -0.3 },
            Line("sex=Other", 0.3),
            Line("", 0.6) with { Distance = 0.1 },
        ]);

        lines.Select(line => line.Key.ToString()).ShouldBe(["", "language=Spanish", "sex=Male", "sex=Other", "sex=Unknown", "language=Spanish & sex=Male"]);
    }

    [Fact]
    public void Draw_WeakLine_RunsOffTheAxisWithArrows()
    {
        var forest = Draw(ForestQuantity.Value, [0.55], [Line("sex=Male", 0.5, 0.45, 0.55), Line("sex=Unknown", 0.5, 0.02, 0.98) with { IsWeak = true }]);

        forest.Rows[0].ShouldSatisfyAllConditions(row => row.OpenLow.ShouldBeFalse(), row => row.OpenHigh.ShouldBeFalse());
        forest.Rows[1].ShouldSatisfyAllConditions(
            row => row.OpenLow.ShouldBeTrue(), row => row.OpenHigh.ShouldBeTrue(), row => row.Low.ShouldBe(0), row => row.High.ShouldBe(100));
        forest.Rows[0].Low.ShouldBeLessThan(forest.Limits[0].Position);
    }

    [Fact]
    public void Draw_OnlyWeakLines_MakeTheAxisThemselves() =>
        Draw(ForestQuantity.Value, [], [Line("sex=Unknown", 0.5, 0.02, 0.98) with { IsWeak = true }]).Rows[0].OpenLow.ShouldBeFalse();

    [Fact]
    public void Draw_Value_MarksAllPatientsAndNamesItsRows()
    {
        var forest = Draw(ForestQuantity.Value, [0.55], [Line("", 0.6), Line("sex=Male", 0.5)]);

        forest.Neutral.ShouldBe(forest.Rows[0].Position);
        forest.Rows.Select(row => row.Key).ShouldBe(["", "sex=Male"]);
        forest.QuantityName.ShouldBe("Sensitivity");
    }

    [Fact]
    public void Draw_Difference_MarksNoDifferenceAndSaysToWhom()
    {
        var forest = ForestDrawing.Draw("t", "d", Metric.Sensitivity, ForestQuantity.Difference, [-0.05], [Line("sex=Male", -0.17, -0.25, -0.09)], null, ConfidenceLevel.Default, "all patients");

        forest.QuantityName.ShouldBe("Difference to all patients");
        forest.Rows[0].Value.ShouldBe("\u221217\u00A0points");
        forest.Rows[0].Limits.ShouldBe("\u221225 to \u22129");
        forest.Limits[0].Position.ShouldBeGreaterThan(forest.Rows[0].High);
        forest.Neutral!.Value.ShouldBeGreaterThan(forest.Limits[0].Position);
    }

    [Fact]
    public void Draw_UnboundedRatio_IsALineWithoutAPointThatLeavesThePlot()
    {
        var beyond = new ForestLine(SubgroupKey.Parse("sex=Male"), "Male", null, new Estimate.Unbounded(3.134, 100), 100) { Distance = double.NegativeInfinity };
        var forest = Draw(ForestQuantity.Ratio, [1.25], [.. ForestDrawing.InOrder([Line("sex=Female", 1.1, 0.9, 1.4) with { Distance = 0.15 }, beyond])]);

        forest.Rows.Select(row => row.HasNoPoint).ShouldBe([true, false]);
        forest.Rows[0].ShouldSatisfyAllConditions(
            row => row.Value.ShouldBe("at least 3.13"), row => row.Limits.ShouldBe(""), row => row.OpenLow.ShouldBeFalse(), row => row.OpenHigh.ShouldBeTrue(), row => row.High.ShouldBe(100),
            row => row.Low.ShouldBeInRange(forest.Limits[0].Position, 99));
    }

    public static TheoryData<Limit, BetterDirection, ForestQuantity, double[]> Limits() => new()
    {
        { new Limit.Floor(0.5), BetterDirection.Higher, ForestQuantity.Value, [0.5] },
        { new Limit.Ceiling(0.2), BetterDirection.Lower, ForestQuantity.Value, [0.2] },
        { new Limit.Band(0.8, 1.25), BetterDirection.Target, ForestQuantity.Value, [0.8, 1.25] },
        { new Limit.Gap(0.05), BetterDirection.Higher, ForestQuantity.Difference, [-0.05] },
        { new Limit.Gap(0.05), BetterDirection.Lower, ForestQuantity.Difference, [0.05] },
        { new Limit.Gap(0.05), BetterDirection.Target, ForestQuantity.Difference, [-0.05, 0.05] },
        { new Limit.Ratio(0.8), BetterDirection.Higher, ForestQuantity.Ratio, [0.8] },
        { new Limit.Ratio(0.8), BetterDirection.Lower, ForestQuantity.Ratio, [1.25] },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void LimitsOf_Rule_LieOnTheScaleOfWhatIsDrawn(Limit limit, BetterDirection better, ForestQuantity quantity, double[] expected)
    {
        var rule = new RuleDefinition { Key = "r", Name = "R", Metric = Metric.Sensitivity, Limit = limit, Better = better, Window = 90 };

        ForestDrawing.QuantityOf(rule).ShouldBe(quantity);
        ForestDrawing.LimitsOf(rule).ShouldBe(expected);
    }

    [Theory]
    [InlineData("sensitivity", -0.2, -0.3, -0.1, -3)]
    [InlineData("sensitivity", -0.06, -0.1, -0.02, -2)]
    [InlineData("sensitivity", 0.03, 0.01, 0.05, 1)]
    [InlineData("fpr", 0.2, 0.1, 0.3, -3)]
    [InlineData("sensitivity", -0.2, -0.5, 0.1, 0)]
    [InlineData("prevalence", -0.2, -0.3, -0.1, 0)]
    public void HeatTone_Difference_IsShadedOnlyWhereItIsSureAndHasADirection(string metric, double difference, double low, double high, int expected) =>
        HeatTone.Of(Metric.Find(metric)!, new Estimate.Measured(difference, new Interval(low, high), 200), null).ShouldBe(expected);

    [Theory]
    [InlineData(29, null, 0)]
    [InlineData(30, null, -3)]
    [InlineData(200, Verdict.InsufficientData, 0)]
    [InlineData(12, Verdict.Meets, -3)]
    public void HeatTone_FewForTheRuleOrForAnybody_IsNotShaded(double denominator, Verdict? verdict, int expected) =>
        HeatTone.Of(Metric.Sensitivity, new Estimate.Measured(-0.2, new Interval(-0.3, -0.1), denominator), verdict).ShouldBe(expected);

    private static ForestView Draw(ForestQuantity quantity, double[] limits, ForestLine[] lines) => ForestDrawing.Draw("t", "d", Metric.Sensitivity, quantity, limits, lines, null, ConfidenceLevel.Default);

    private static ForestLine Line(string key, double value, double? low = null, double? high = null) =>
        new(SubgroupKey.Parse(key), key, Verdict.Meets, new Estimate.Measured(value, new Interval(low ?? value - 0.02, high ?? value + 0.02), 200), 200);
}

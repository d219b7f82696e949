using System.Globalization;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Audit;

public sealed class AuditCsvTests
{
    [Fact]
    public async Task Rows_OfAnAudit_AreOnePerSubgroupAndMetric()
    {
        var figures = Example.Figures(false, Example.SensitivityFloor);

        var rows = await ReadAsync(figures);

        rows.Count.ShouldBe(figures.Subgroups.Count * Metric.All.Count);
        var row = rows.Single(row => row["subgroup"] == "race=Black" && row["metric"] == "sensitivity");
        row["subgroup.race"].ShouldBe("Black");
        row["subgroup.sex"].ShouldBe("");
        row["tp"].ShouldBe("75");
        row["denominator"].ShouldBe("200");
        double.Parse(row["value"], CultureInfo.InvariantCulture).ShouldBe(0.375);
        row["verdicts"].ShouldBe("sens-floor: Below");
        row["notEstimable"].ShouldBe("");
    }

    [Fact]
    public async Task Numbers_BelowZero_KeepTheirSign()
    {
        var row = (await ReadAsync(Example.Figures())).Single(row => row["subgroup"] == "race=Black" && row["metric"] == "sensitivity");

        double.Parse(row["difference"], CultureInfo.InvariantCulture).ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Ratio_ToNone_HasItsLowerLimitAlone()
    {
        var audit = Example.Audit(Example.Definition(), [("Black", "Female", new(20, 30, 20, 70)), ("White", "Male", new(20, 0, 20, 100))]);

        var rows = await ReadAsync(AuditFigures.Of(audit, null));

        var none = rows.Single(row => row["subgroup"] == "race=Black" && row["metric"] == "fpr");
        (none["ratio"], none["ratioHigh"], none["ratioKatzLow"]).ShouldBe(("", "", ""));
        double.Parse(none["ratioLow"], CultureInfo.InvariantCulture).ShouldBeGreaterThan(1.25);
        var both = rows.Single(row => row["subgroup"] == "race=Black" && row["metric"] == "sensitivity");
        var katz = Katz.Ratio(20, 40, 20, 40, ConfidenceLevel.Default.Z).Value;
        double.Parse(both["ratioKatzLow"], CultureInfo.InvariantCulture).ShouldBe(katz.Low!.Value, 1e-12);
        double.Parse(both["ratioKatzHigh"], CultureInfo.InvariantCulture).ShouldBe(katz.High!.Value, 1e-12);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"evil\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1")]
    [InlineData("\uFF1D1")]
    public async Task Values_ThatASpreadsheetWouldRun_AreDefused(string value)
    {
        (string, string, ConfusionCounts)[] cells = [(value, "Female", new(20, 20, 20, 20)), ("White", "Male", new(20, 20, 20, 20))];

        var rows = await ReadAsync(AuditFigures.Of(Example.Audit(Example.Definition(), cells), null));

        rows.Select(row => row["subgroup.race"]).ShouldContain("'" + value);
        rows.Select(row => row["subgroup.race"]).ShouldNotContain(value);
    }

    [Fact]
    public async Task Suppressed_Subgroup_HasNoFigureInAnyRow()
    {
        var rows = (await ReadAsync(Example.Figures(suppress: true))).Where(row => row["subgroup"] == "race=Unknown").ToArray();

        rows.Length.ShouldBe(Metric.All.Count);
        string[] named = ["subgroup", "subgroup.race", "metric", "suppressed"];
        rows.SelectMany(row => row.Where(cell => !named.Contains(cell.Key))).ShouldAllBe(cell => cell.Value == "");
        rows.ShouldAllBe(row => row["suppressed"].Length > 0);
    }

    private static async Task<IReadOnlyList<Dictionary<string, string>>> ReadAsync(AuditFigures figures)
    {
        using var stream = new MemoryStream();
        await AuditCsv.WriteAsync(figures, stream, TestContext.Current.CancellationToken);
        return CsvLines.Read(stream.ToArray());
    }
}

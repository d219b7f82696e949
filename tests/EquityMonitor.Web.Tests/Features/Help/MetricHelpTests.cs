using System.Text.RegularExpressions;
using Bunit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Help;

namespace EquityMonitor.Web.Tests.Features.Help;

public sealed partial class MetricHelpTests : BunitContext
{
    [Fact]
    public void Metrics_OfEveryTable_AreAllThere() => Metric.ForRules.ShouldBeSubsetOf(MetricHelpTexts.Metrics);

    public static TheoryData<string> Metrics => [.. MetricHelpTexts.Metrics.Select(metric => metric.Key)];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Help_OfEveryMetric_IsComplete(string key)
    {
        var help = MetricHelpTexts.Find(key).ShouldNotBeNull();

        help.Reads.ShouldNotBeEmpty();
        help.Formulas.ShouldNotBeEmpty();
        help.Formulas.ShouldAllBe(formula => formula.Before != null || (formula.Numerator != null && formula.Denominator != null));
        help.Undefined.ShouldNotBeEmpty();
        help.Source.ShouldAllBe(source => Year().IsMatch(source));
        foreach (var text in help.Reads.Append(help.Denominator).Append(help.Interval).Concat(help.Undefined).Concat(help.Source))
            text.ShouldEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Page_OfEveryMetric_SaysMeaningFormulaAndSource(string key)
    {
        var metric = Metric.Catalogue.First(candidate => candidate.Key == key);

        var page = Render<MetricPage>(parameters => parameters.Add(page => page.Key, key));

        page.Find("h1").TextContent.ShouldBe(metric.Name);
        page.Find(".meaning").TextContent.ShouldBe(MetricWords.Of(metric).Explanation);
        page.FindAll("[role=math]").ShouldAllBe(formula => formula.GetAttribute("aria-label")!.Contains(" = "));
        page.FindAll("dt").Select(term => term.TextContent).ShouldBe(["Which encounters", "Denominator", "Interval", "Not estimable when", "Rules", "Source", "In files and addresses"]);
        page.FindAll("a[href^=http]").ShouldBeEmpty();
    }

    [Fact]
    public void Page_UnknownMetric_SaysSo() =>
        Render<MetricPage>(parameters => parameters.Add(page => page.Key, "nope")).Find("[data-state=Empty]").TextContent.ShouldContain("Nothing is known of nope");

    [Fact]
    public void List_NamesEveryMetricWithItsLink() =>
        Render<MetricsPage>().FindAll(".list a").Select(link => link.GetAttribute("href")).ShouldBe(MetricHelpTexts.Metrics.Select(metric => $"/help/metrics/{metric.Key}"));

    [Fact]
    public void Limits_SayWhatTheDefinitionReaderTakes()
    {
        MetricHelp.Limits(Metric.Sensitivity).ShouldBe("A rule about it can be a floor or a band; compared with others, a gap or a ratio.");
        MetricHelp.Limits(Metric.ObservedExpected).ShouldBe("A rule about it can be a band.");
        MetricHelp.Limits(Metric.Auroc).ShouldBe("A rule about it can be a floor or a band; compared with others, a gap.");
        MetricHelp.Limits(Metric.CalibrationSlope).ShouldBe("A rule about it can be a band.");
        MetricHelp.Limits(Metric.CalibrationError).ShouldBe("It is shown only: no rule can be about it.");
        MetricHelp.Limits(Metric.Nne).ShouldBe("A rule about it can be a ceiling or a band.");
    }

    [GeneratedRegex(@"\b(?:19|20)\d\d\.$", RegexOptions.None, 1000)]
    private static partial Regex Year();
}

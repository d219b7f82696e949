using System.Globalization;
using EquityMonitor.Simulation;
using EquityMonitor.Statistics;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Tests.Simulation;

public sealed class SimulatedDefinitionsTests
{
    [Fact]
    public void Definitions_OfAnAnchor_AreOneCompleteFilePerModel()
    {
        var files = SimulatedHospital.Definitions(SimulatedDays.Anchor);
        files.Keys.ShouldBe(SimulatedModel.All.Select(model => model.Key + ".yaml"), ignoreOrder: true);
        foreach (var model in SimulatedModel.All)
        {
            var definition = SimulatedRules.Definition(model);
            SimulatedRules.Text(definition, "key").ShouldBe(model.Key);
            SimulatedRules.Number(definition, "threshold").ShouldBe(model.Threshold);
            SimulatedRules.Text(definition, "outcome", "column").ShouldBe(model.OutcomeColumn);
            SimulatedRules.Text(definition, "outcome", "maturityDays").ShouldBe(model.MaturityDays.ToString(CultureInfo.InvariantCulture));
            SimulatedRules.Text(definition, "source", "connection").ShouldBe(SimulatedHospital.ConnectionName);
            SimulatedRules.Text(definition, "time", "zone").ShouldBe(SimulatedHospital.Zone);
            SimulatedRules.Dimensions(model).Count.ShouldBe(8);
            files[model.Key + ".yaml"].ShouldNotContain("From}");
        }
    }

    [Fact]
    public void Definitions_OfAnAnchor_PlaceBaselineAndAlertsRelativeToIt()
    {
        foreach (var model in SimulatedModel.All)
        {
            var definition = SimulatedRules.Definition(model);
            Day(definition, "baseline", "from").ShouldBe(SimulatedDays.Anchor.AddDays(-730));
            Day(definition, "baseline", "to").ShouldBe(SimulatedDays.Anchor.AddDays(-549));
            Day(definition, "alertsFrom").ShouldBe(SimulatedDays.Anchor.AddDays(-120));
        }
    }

    [Fact]
    public void Rules_OfEveryModel_NameKnownMetricsAndDimensionsWithOneLimit()
    {
        foreach (var model in SimulatedModel.All)
        {
            var rules = SimulatedRules.All(model).Cast<YamlMappingNode>().ToList();
            rules.Count.ShouldBeInRange(3, 5);
            foreach (var rule in rules)
            {
                Metric.Find(SimulatedRules.Text(rule, "metric")).ShouldNotBeNull();
                rule.Children.Keys.Select(key => ((YamlScalarNode)key).Value).Intersect(["floor", "ceiling", "band", "gap", "ratio"]).ShouldHaveSingleItem();
                SimulatedRules.Number(rule, "minimum").ShouldBeGreaterThanOrEqualTo(30);
                if (rule.Children.TryGetValue("dimensions", out var dimensions))
                    ((YamlSequenceNode)dimensions).Select(node => ((YamlScalarNode)node).Value!).ShouldBeSubsetOf(SimulatedRules.Dimensions(model));
            }
        }
    }

    private static DateOnly Day(YamlNode definition, params ReadOnlySpan<string> keys) => DateOnly.ParseExact(SimulatedRules.Text(definition, keys), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

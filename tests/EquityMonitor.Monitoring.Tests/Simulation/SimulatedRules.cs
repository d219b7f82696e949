using System.Globalization;
using EquityMonitor.Simulation;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Tests.Simulation;

/// <summary>Reads the simulated hospital's definitions as plain YAML trees, without the product's own importer.</summary>
internal static class SimulatedRules
{
    public static YamlMappingNode Definition(SimulatedModel model)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(SimulatedHospital.Definitions(SimulatedDays.Anchor)[model.Key + ".yaml"]));
        return (YamlMappingNode)yaml.Documents.ShouldHaveSingleItem().RootNode;
    }

    public static string Text(YamlNode node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys) node = node[key];
        return ((YamlScalarNode)node).Value!;
    }

    public static double Number(YamlNode node, string key) => double.Parse(Text(node, key), CultureInfo.InvariantCulture);

    public static IEnumerable<YamlNode> All(SimulatedModel model) => (YamlSequenceNode)Definition(model)["rules"];

    public static double Floor(SimulatedModel model, string metric) => Number(Single(model, metric), "floor");

    public static double Minimum(SimulatedModel model, string metric) => Number(Single(model, metric), "minimum");

    public static List<string> Dimensions(SimulatedModel model) => [.. ((YamlSequenceNode)Definition(model)["dimensions"]).Select(node => Text(node, "column"))];

    private static YamlNode Single(SimulatedModel model, string metric) => All(model).Single(rule => Text(rule, "metric") == metric);
}

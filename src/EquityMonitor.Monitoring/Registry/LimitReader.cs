using EquityMonitor.Statistics;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads the one limit of a rule.</summary>
internal static class LimitReader
{
    private static readonly string[] Keys = ["floor", "ceiling", "band", "gap", "ratio"];

    public static string KeyOf(Limit limit) => limit switch
    {
        Limit.Floor => "floor",
        Limit.Ceiling => "ceiling",
        Limit.Band => "band",
        Limit.Gap => "gap",
        _ => "ratio",
    };

    public static Limit? Read(YamlSection section, Metric? metric)
    {
        var present = Keys.Where(section.Has).ToList();
        if (present.Count != 1)
        {
            var example = metric?.Better switch
            {
                BetterDirection.Lower => "ceiling: 0.2",
                BetterDirection.Target => "band: [0.8, 1.25]",
                _ => "floor: 0.55",
            };
            section.Problem(present.Count == 0 ? "" : present[1], present.Count == 0
                ? $"The rule has no limit. Write one of floor, ceiling, band, gap or ratio, for example {example}"
                : $"A rule has one limit, and this one has {string.Join(" and ", present)}. Keep one, and write another rule for the other.");
            return null;
        }

        if (present[0] == "band")
            return Band(section);
        if (section.Number(present[0]) is not { } value)
            return null;
        return present[0] switch
        {
            "floor" => new Limit.Floor(value),
            "ceiling" => new Limit.Ceiling(value),
            "gap" => new Limit.Gap(value),
            _ => new Limit.Ratio(value),
        };
    }

    private static Limit.Band? Band(YamlSection section)
    {
        const string example = "band: [0.8, 1.25]";
        if (section.List("band", example) is not { } items)
            return null;
        var limits = items.OfType<YamlScalarNode>().Select(item => section.ToNumber(item, "band", item.Value ?? "")).ToList();
        if (limits.Count != 2 || items.Count != 2)
        {
            section.Problem("band", $"A band has two limits, the lower first. Write, for example, {example}");
            return null;
        }

        if (limits[0] is not { } low || limits[1] is not { } high)
            return null;
        if (low < high)
            return new(low, high);
        section.Problem("band", $"The lower limit of a band comes first. Write, for example, {example}");
        return null;
    }
}

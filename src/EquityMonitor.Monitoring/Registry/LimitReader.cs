using System.Globalization;
using EquityMonitor.Statistics;
using YamlDotNet.RepresentationModel;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Reads the one limit of a rule.</summary>
internal static class LimitReader
{
    private const char Percent = '%';

    private static readonly string[] Keys = ["floor", "ceiling", "band", "gap", "ratio"];

    public static string KeyOf(Limit limit) => limit switch
    {
        Limit.Floor => "floor",
        Limit.Ceiling => "ceiling",
        Limit.Band => "band",
        Limit.Gap => "gap",
        _ => "ratio",
    };

    /// <summary>Whether a form takes this limit in percent rather than as a share.</summary>
    public static bool IsPercent(Metric? metric, string key) => metric is { IsProportion: true } && key != "ratio";

    /// <summary>A band that a rule about the metric could have.</summary>
    public static string BandExample(Metric? metric, bool form)
    {
        var (low, high) = metric is { Better: BetterDirection.Target, Aim: 0 } ? ("-0.2", "0.2") : ("0.8", "1.25");
        return form ? $"{low} and {high}" : $"band: [{low}, {high}]";
    }

    /// <param name="form">The limit is typed into a form; see <see cref="RuleContext"/>.</param>
    public static Limit? Read(YamlSection section, Metric? metric, bool form)
    {
        var present = Keys.Where(section.Has).ToList();
        if (present.Count == 0 && form)
        {
            section.Problem("", "Write the value of the limit.");
            return null;
        }

        if (present.Count != 1)
        {
            var example = metric?.Better switch
            {
                BetterDirection.Lower => "ceiling: 0.2",
                BetterDirection.Target => BandExample(metric, form: false),
                _ => "floor: 0.55",
            };
            section.Problem(present.Count == 0 ? "" : present[1], present.Count == 0
                ? $"The rule has no limit. Write one of floor, ceiling, band, gap or ratio, for example {example}"
                : $"A rule has one limit, and this one has {string.Join(" and ", present)}. Keep one, and write another rule for the other.");
            return null;
        }

        var percent = form && IsPercent(metric, present[0]);
        if (present[0] == "band")
            return Band(section, metric, percent, form);
        if (section.Text(present[0]) is not { } text || Number(section, section.Node(present[0])!, present[0], text, percent) is not { } value)
            return null;
        return present[0] switch
        {
            "floor" => new Limit.Floor(value),
            "ceiling" => new Limit.Ceiling(value),
            "gap" => new Limit.Gap(value),
            _ => new Limit.Ratio(value),
        };
    }

    private static double? Number(YamlSection section, YamlNode node, string key, string text, bool percent)
    {
        if (!percent)
            return section.ToNumber(node, key, text);

        // By decimals, so that 55 percent is the very share 0.55.
        if (!decimal.TryParse(text.TrimEnd(Percent, ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            section.Problem(node, key, $"'{text}' is not a number. Write percent with a decimal point, such as 62.5.");
        else if (number is > 0 and < 1 && !text.Contains(Percent))
            section.Problem(node, key, Doubt(number, key));
        else
            return (double)(number / 100);
        return null;
    }

    /// <summary>A share where percent are wanted would switch a floor off, or make a ceiling fire for everybody. Who means so little says so by the sign.</summary>
    private static string Doubt(decimal number, string key)
    {
        string Say(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
        var (few, many) = key == "gap" ? (" points are", " points were") : (" % is", " % was");
        return $"{Say(number)}{few} less than one in a hundred. Write {Say(number * 100)} if {Say(number * 100)}{many} meant, or {Say(number)} {Percent} with its sign if it is to be so little.";
    }

    private static Limit.Band? Band(YamlSection section, Metric? metric, bool percent, bool form)
    {
        var example = BandExample(metric, form);
        if (section.List("band", example) is not { } items)
            return null;
        if (form && items.Any(YamlSection.IsEmpty))
        {
            section.Problem("band", "Write both limits of the band.");
            return null;
        }

        var limits = items.OfType<YamlScalarNode>().Select(item => Number(section, item, "band", item.Value ?? "", percent)).ToList();
        if (limits.Count != 2 || items.Count != 2)
        {
            section.Problem("band", $"A band has two limits, the lower first. Write, for example, {example}");
            return null;
        }

        if (limits[0] is not { } low || limits[1] is not { } high)
            return null;
        if (low < high)
            return new(low, high);
        section.Problem("band", $"The lower limit of a band comes first. Write, for example, {(percent ? "5 and 15" : example)}");
        return null;
    }
}

using System.Globalization;
using System.Text.Json;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>Streams from their first day over an alarm to recovery, for each row of the table of limits, as Golden/make_streams.py computes them without logarithms.</summary>
public sealed class GoldenStreamTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evidence", "Golden", "streams.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_EachRowOfTheTable_EqualsThePlainComputation(string name)
    {
        var golden = Cases.Single(item => item.GetProperty("name").GetString() == name);
        var rule = RuleOf(golden.GetProperty("rule"));
        PeekSafeSense.Problem(rule.Metric, rule.Limit).ShouldBeNull();
        var basis = golden.GetProperty("overdispersed").GetBoolean() ? FormBasis.None : Frozen.Ordinary;
        if (golden.GetProperty("reference").ValueKind == JsonValueKind.Number)
            basis = basis with { References = new Dictionary<string, double> { ["group=A"] = golden.GetProperty("reference").GetDouble() } };
        var steps = new List<(int Day, EvidencePhase Phase, double LogEvidence, EvidenceEvent Event)>();
        var streams = new FormStreams(Frozen.Form(rule, golden.GetProperty("budget").GetInt32(), basis))
        {
            Only = SubgroupKey.Of("group", "A"),
            Taken = (_, day, phase, logEvidence, _, happened) => steps.Add((day.Day.DayNumber - Frozen.First.DayNumber, phase, logEvidence, happened)),
        };
        var number = 0;
        foreach (var day in golden.GetProperty("days").EnumerateArray())
            streams.Step(Frozen.Day(number++, golden.GetProperty("streams").GetInt32(), "", [.. day.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RowOf)]), []);

        var expected = golden.GetProperty("steps").EnumerateArray().ToList();
        steps.Count.ShouldBe(expected.Count);
        foreach (var (step, item) in steps.Zip(expected))
        {
            step.Day.ShouldBe(item[0].GetInt32());
            step.Phase.ToString().ShouldBe(item[1].GetString());
            step.LogEvidence.ShouldBe(item[2].GetDouble(), 1e-9, $"day {step.Day}");
            step.Event.ToString().ShouldBe(item[3].GetString());
        }
    }

    private static (string Group, bool Success, double Score) RowOf(string text)
    {
        var parts = text[2..].TrimStart(':');
        return (text[..1], text[1] == '1', parts.Length == 0 ? 0 : double.Parse(parts, CultureInfo.InvariantCulture));
    }

    private static RuleDefinition RuleOf(JsonElement rule)
    {
        var metric = Metric.Find(rule.GetProperty("metric").GetString()!).ShouldNotBeNull();
        var values = rule.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToList();
        return new RuleDefinition
        {
            Key = "rule",
            Name = "Rule",
            Metric = metric,
            Better = metric.Better,
            Window = 14,
            Evidence = RuleEvidence.PeekSafe,
            Limit = rule.GetProperty("limit").GetString() switch
            {
                "floor" => new Limit.Floor(values[0]),
                "ceiling" => new Limit.Ceiling(values[0]),
                "band" => new Limit.Band(values[0], values[1]),
                "gap" => new Limit.Gap(values[0]),
                _ => new Limit.Ratio(values[0]),
            },
            Against = rule.GetProperty("against").GetString() switch
            {
                "all" => new Reference.Everyone(),
                "complement" => new Reference.Complement(),
                "named" => new Reference.NamedValue("group", "C"),
                "baseline" => new Reference.OwnBaseline(),
                _ => null,
            },
        };
    }
}

using System.ComponentModel;
using EquityMonitor.Monitoring.Rules;

namespace EquityMonitor.Web.Api;

[Description("Every subgroup of one window on one as-of day.")]
public sealed record SubgroupsDto
{
    public required string Model { get; init; }
    public required PeriodDto Period { get; init; }

    [Description("All first, then single values, then pairs.")]
    public required IReadOnlyList<SubgroupDto> Subgroups { get; init; }
}

public sealed record SubgroupDto
{
    [Description("Key of the subgroup: dimension=value, pairs joined by ' & '; empty for All.")]
    public required string Subgroup { get; init; }

    public required string Name { get; init; }

    [Description("Dimension and value; empty for All.")]
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    [Description("Absent when suppressed: one of them is a small cell (1 to 10 unless this server has it higher), which your role may not see.")]
    public CountsDto? Counts { get; init; }

    [Description("What the rules of this window said on that day.")]
    public required IReadOnlyList<RuleVerdictDto> Verdicts { get; init; }

    [Description("By key of the metric.")]
    public required IReadOnlyDictionary<string, EstimateDto> Metrics { get; init; }
}

[Description("Encounters of the scored range, and evaluable encounters by flag and outcome.")]
public sealed record CountsDto
{
    [Description("Distinct patients of the scored range; absent where patients cannot be linked.")]
    public long? Patients { get; init; }

    public required long Scored { get; init; }
    public required long Flagged { get; init; }
    public required long Mature { get; init; }
    public required long TruePositives { get; init; }
    public required long FalsePositives { get; init; }
    public required long FalseNegatives { get; init; }
    public required long TrueNegatives { get; init; }
}

public sealed record RuleVerdictDto
{
    public required string Rule { get; init; }
    public required Verdict Verdict { get; init; }

    [Description("As-of day since which it had been the same; of a pair, the day on which it was judged so for the first time.")]
    public required DateOnly Since { get; init; }
}
